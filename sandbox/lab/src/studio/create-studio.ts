import { ControlError } from '../../../src/control/client.ts';
import type { studioCalls } from '../../../src/control/studio-calls.ts';
import type { StudioProject } from '../../../src/control/studio-wire.ts';
import type { Notices } from '../notices.ts';
import { createStore, type Store } from '../store.ts';
import { isSame, withValue } from './content.ts';
import { debounce } from './debounce.ts';
import { type Draft, emptyDraft, follow, keepMine } from './draft.ts';
import type { Keeper } from './keeper.ts';
import { createNewest } from './newest.ts';
import { createSaving, type Saving } from './save/create-saving.ts';

/** The form, and what can be done with it. */
export interface Studio extends Saving {
  draft: Pick<Store<Draft>, 'get' | 'subscribe'>;
  /** Looks at the disk. */
  refresh(): Promise<void>;
  change(field: string, value: unknown): void;
  /** Begins a configuration where there is none. */
  create(): void;
  /** Keeps the changes though the file is another now. */
  keepMine(): void;
  upload(field: string, file: File): Promise<void>;
}

interface StudioOptions {
  calls: ReturnType<typeof studioCalls>;
  notices: Pick<Notices, 'watch'>;
  keeper: Keeper;
}

/** How long somebody pauses who has written a word. */
const PAUSE_MS = 200;

export function createStudio({ calls, notices, keeper }: StudioOptions): Studio {
  const draft = createStore<Draft>(emptyDraft);
  const readings = createNewest();
  const set = (next: Draft) => {
    draft.set(next);
    keeper.keep(next);
  };
  const check = async () => {
    const { content } = draft.get();
    if (content === undefined) return;
    const verdict = await notices.watch(calls.check(content));
    // Somebody may have gone on writing: then another answer is on its way.
    if (!verdict || draft.get().content !== content || isSame(draft.get().verdict, verdict)) return;
    set({ ...draft.get(), verdict });
  };
  const checkSoon = debounce(check, PAUSE_MS);
  const adopt = (project: StudioProject) => {
    const before = draft.get();
    set(follow(before.project ? before : keeper.restore(project, before), project));
    if (draft.get().content !== before.content || !draft.get().verdict) void check();
  };
  return {
    draft,
    ...createSaving({ calls, notices, readings, check, draft: { get: draft.get, set } }),
    async refresh() {
      const isNewest = readings.ask();
      try {
        const project = await calls.project();
        if (!isNewest()) return;
        if (draft.get().project?.version !== project.version || draft.get().problem) adopt(project);
        // A file that the configuration names may be another now.
        else await check();
      } catch (error) {
        if (!(error instanceof ControlError) || !isNewest()) return;
        const { code, remedy } = error.problem;
        set({ ...draft.get(), problem: { code, text: error.message, remedy } });
      }
    },
    change(field, value) {
      const { [field]: _, ...refused } = draft.get().refused;
      set({ ...draft.get(), content: withValue(draft.get().content, field, value), refused });
      checkSoon();
    },
    create() {
      const { project } = draft.get();
      if (project) set({ ...draft.get(), content: project.suggestion });
      void check();
    },
    keepMine: () => set(keepMine(draft.get())),
    async upload(field, file) {
      const content = draft.get().content ?? {};
      const base64 = await textOf(file);
      const uploaded = await notices.watch(calls.upload(field, { base64, content }));
      if (!uploaded) return;
      const { [field]: _, ...others } = draft.get().refused;
      const now = draft.get();
      if (uploaded.mistakes.length > 0) set({ ...now, refused: { ...others, [field]: uploaded.mistakes } });
      else set({ ...now, refused: others, content: withValue(now.content, field, uploaded.path) });
      await check();
    },
  };
}

async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
