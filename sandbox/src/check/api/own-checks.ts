import type { ControlClient } from '../../control/client.ts';
import type { Checks, ChecksOptions } from './checks.ts';

export interface OwnChecksOptions extends Omit<ChecksOptions, 'control'> {
  /** Of this sandbox; asked for when somebody runs the first check. */
  control(): ControlClient;
  /** Ends a run that is under way when the sandbox ends. */
  keep(closer: () => unknown): void;
}

/** The checklist in this sandbox; loaded when the first caller comes. */
export function createOwnChecks({ control, keep, ...options }: OwnChecksOptions): () => Promise<Checks> {
  let checks: Promise<Checks> | undefined;
  const open = async (): Promise<Checks> => {
    const { createChecks } = await import('./checks.ts');
    const opened = createChecks({ ...options, control: control() });
    keep(opened.close);
    return opened;
  };
  return () => {
    checks ??= open();
    return checks;
  };
}
