import type { studioCalls } from '../../../../src/control/studio-calls.ts';
import type { StudioBuild, StudioPlan } from '../../../../src/control/studio-wire.ts';
import type { Notices } from '../../notices.ts';
import { createStore, type Store } from '../../store.ts';
import { createNewest } from '../newest.ts';

/** The build that goes on or was the last one here, and what a next one would make. */
export interface Builds {
  build: Pick<Store<StudioBuild>, 'get' | 'subscribe'>;
  plan: Pick<Store<StudioPlan | undefined>, 'get' | 'subscribe'>;
  /** Plans again: after a save, or when somebody looks. */
  replan(): Promise<void>;
  start(): Promise<void>;
  cancel(): Promise<void>;
  /** Asks how far it is. */
  look(): Promise<void>;
}

interface BuildsOptions {
  calls: Pick<ReturnType<typeof studioCalls>, 'build' | 'startBuild' | 'cancelBuild' | 'plan'>;
  notices: Pick<Notices, 'watch'>;
}

export function createBuilds({ calls, notices }: BuildsOptions): Builds {
  const build = createStore<StudioBuild>({ state: 'none', progress: [], next: 0 });
  const plan = createStore<StudioPlan | undefined>(undefined);
  const plans = createNewest();
  const looks = createNewest();
  let starting = false;
  const replan = async () => {
    const isNewest = plans.ask();
    const planned = await notices.watch(calls.plan());
    if (planned && isNewest()) plan.set(planned);
  };
  const take = async (told: StudioBuild, after: number) => {
    const before = build.get();
    // Another build has begun elsewhere: what is known is of the one before.
    if (after > 0 && told.startedAt !== before.startedAt) return take(await calls.build(0), 0);
    if (told.state === before.state && told.next === before.next && told.startedAt === before.startedAt)
      return;
    build.set({ ...told, progress: [...before.progress.slice(0, after), ...told.progress] });
    if (before.state === 'running' && told.state !== 'running') await replan();
  };
  return {
    ...{ build, plan, replan },
    async start() {
      // Only the answer tells that it runs: until then it may be asked for once more.
      if (starting) return;
      starting = true;
      const begun = await notices.watch(calls.startBuild());
      starting = false;
      if (!begun) return;
      looks.outdate();
      build.set(begun);
    },
    async cancel() {
      const cancelled = await notices.watch(calls.cancelBuild());
      if (!cancelled) return;
      looks.outdate();
      await take(cancelled, 0);
    },
    async look() {
      const after = build.get().next;
      const isNewest = looks.ask();
      // A lost connection is told elsewhere; the next look finds it again.
      const told = await calls.build(after).catch(() => undefined);
      if (told && isNewest()) await take(told, after);
    },
  };
}
