import type { Sandbox, SandboxOptions } from '../../sandbox.ts';
import { createBackend } from './backend.ts';
import type { SandboxNeeds } from './scenario.ts';
import type { Stage } from './stages.ts';
import { DAY } from './vocabulary.ts';

export type StartSandbox = (options: SandboxOptions) => Promise<Sandbox>;

/** Starts sandboxes as scenarios need them. */
export const stageOpener =
  (start: StartSandbox) =>
  async (needs: SandboxNeeds): Promise<Stage> => {
    const backend = await createBackend();
    const sandbox = await start({
      phones: [],
      ...(needs.identity ? { identity: backend.identity } : {}),
      ...(needs.renewAfterDays ? { timing: { renewAfterMs: needs.renewAfterDays * DAY } } : {}),
      foreground: needs.foreground,
      apnsEnvironment: needs.apns,
    });
    backend.follow(async () => sandbox.clock.now());
    return { kit: sandbox, backend, close: sandbox.close };
  };
