import type { studioCalls } from '../../../../src/control/studio-calls.ts';
import type { StudioPreview, StudioProject } from '../../../../src/control/studio-wire.ts';
import type { Notices } from '../../notices.ts';
import type { Store } from '../../store.ts';
import { type Draft, isChanged, takeOver } from '../draft.ts';
import type { Newest } from '../newest.ts';

/** What can become of the changes. */
export interface Saving {
  /** Gives up the changes, for what is on the disk. */
  takeOver(): Promise<void>;
  preview(): Promise<StudioPreview | undefined>;
  /** True: it is on the disk. */
  save(): Promise<boolean>;
}

interface SavingOptions {
  calls: ReturnType<typeof studioCalls>;
  notices: Pick<Notices, 'watch'>;
  draft: Pick<Store<Draft>, 'get' | 'set'>;
  /** Of the file, which may be under way meanwhile. */
  readings: Newest;
  check(): Promise<void>;
}

export function createSaving({ calls, notices, draft, readings, check }: SavingOptions): Saving {
  const settle = (project: StudioProject) => {
    readings.outdate();
    draft.set({ ...takeOver(draft.get(), project), refused: {} });
  };
  return {
    async takeOver() {
      await notices.watch(calls.forgetUploads());
      const project = await notices.watch(calls.project());
      if (project) settle(project);
      await check();
    },
    preview: () => notices.watch(calls.preview(draft.get().content, draft.get().base.version)),
    async save() {
      const { content, base } = draft.get();
      if (!isChanged(draft.get())) return true;
      const project = await notices.watch(calls.save(content, base.version));
      if (project) settle(project);
      await check();
      return project !== undefined;
    },
  };
}
