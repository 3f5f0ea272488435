import type { Kit } from '../../kit/kit.ts';
import type { Checks, ChecksOptions } from './checks.ts';

export interface OwnChecksOptions extends Pick<ChecksOptions, 'now'> {
  /** Of this sandbox; asked for when somebody runs the first check. */
  kit(): Kit;
  /** Ends a run that is under way when the sandbox ends. */
  keep(closer: () => unknown): void;
}

/** The checklist in this sandbox; loaded when the first caller comes. */
export function createOwnChecks({ kit, keep, now }: OwnChecksOptions): () => Promise<Checks> {
  let checks: Promise<Checks> | undefined;
  const open = async (): Promise<Checks> => {
    const [{ createChecks }, { besideScenarios }] = await Promise.all([
      import('./checks.ts'),
      import('../../scenarios/telling/run.ts'),
    ]);
    const own = kit();
    const opened = createChecks({ now, control: own.control, inTurn: (act) => besideScenarios(own, act) });
    keep(opened.close);
    return opened;
  };
  return () => {
    checks ??= open();
    return checks;
  };
}
