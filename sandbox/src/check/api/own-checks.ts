import type { Kit } from '../../kit/kit.ts';
import { lazily } from '../../lazy.ts';
import type { Checks, ChecksOptions } from './checks.ts';

export interface OwnChecksOptions extends Pick<ChecksOptions, 'now'> {
  /** Of this sandbox; asked for when somebody runs the first check. */
  kit(): Kit;
  /** Ends a run that is under way when the sandbox ends. */
  keep(closer: () => unknown): void;
  /** Hears how to ask whether a check drives phones. */
  watch(isBusy: () => boolean): void;
  /** Resolves when the site in the phones is not being changed. */
  siteStands(): Promise<unknown>;
}

/** The checklist in this sandbox; loaded when the first caller comes. */
export function createOwnChecks({
  kit,
  keep,
  watch,
  siteStands,
  now,
}: OwnChecksOptions): () => Promise<Checks> {
  return lazily(async () => {
    const [{ createChecks }, { besideScenarios }] = await Promise.all([
      import('./checks.ts'),
      import('../../scenarios/telling/run.ts'),
    ]);
    const own = kit();
    const opened = createChecks({
      ...{ now, control: own.control },
      async inTurn(act) {
        await siteStands();
        return besideScenarios(own, act);
      },
    });
    keep(opened.close);
    watch(opened.isBusy);
    return opened;
  });
}
