import type { studioCalls } from '../../../../src/control/studio-calls.ts';
import type { StudioPreview } from '../../../../src/control/studio-wire.ts';
import type { Notices } from '../../notices.ts';
import type { Store } from '../../store.ts';
import { isSame } from '../content.ts';
import { type Draft, isChanged, keepMine, takeOver } from '../draft.ts';
import type { Newest } from '../newest.ts';

/** What saving would write, and of which content that is. */
export interface Shown {
  preview: StudioPreview;
  content: unknown;
  /** Of the file that it would replace. */
  version: string;
}

/** What can become of the changes. */
export interface Saving {
  /** Gives up the changes, for what is on the disk. */
  takeOver(): Promise<void>;
  preview(): Promise<Shown | undefined>;
  /** Saves what was shown, whatever has been written since. True: it is on the disk. */
  save(shown: Shown): Promise<boolean>;
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
  const settle = (next: Draft) => {
    readings.outdate();
    draft.set({ ...next, refused: {} });
  };
  return {
    async takeOver() {
      await notices.watch(calls.forgetUploads());
      const project = await notices.watch(calls.project());
      if (project) settle(takeOver(draft.get(), project));
      await check();
    },
    async preview() {
      const { content, base } = draft.get();
      const preview = await notices.watch(calls.preview(content, base.version));
      return preview && { preview, content, version: base.version };
    },
    async save({ content, version }) {
      const isInForm = () => isSame(draft.get().content, content);
      // Somebody else has saved the same.
      if (isInForm() && !isChanged(draft.get())) return true;
      const project = await notices.watch(calls.save(content, version));
      if (project)
        settle(isInForm() ? takeOver(draft.get(), project) : keepMine({ ...draft.get(), project }));
      await check();
      return project !== undefined;
    },
  };
}
