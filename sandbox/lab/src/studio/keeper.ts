import type { StudioProject } from '../../../src/control/studio-wire.ts';
import { isObject } from './content.ts';
import { type Draft, isChanged } from './draft.ts';

/** Keeps what is not saved over a reload of the page. */
export interface Keeper {
  keep(draft: Draft): void;
  /** The form as it was left, if it was about this folder. */
  restore(project: StudioProject, empty: Draft): Draft;
}

const NAME = 'journeys-push-studio';

export function createKeeper(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Keeper {
  return {
    keep(draft) {
      if (!draft.project) return;
      const { base, content, project } = draft;
      if (isChanged(draft)) storage.setItem(NAME, JSON.stringify({ folder: project.folder, base, content }));
      else storage.removeItem(NAME);
    },
    restore(project, empty) {
      const kept = read(storage.getItem(NAME));
      if (kept?.folder !== project.folder || !isObject(kept.base)) return empty;
      const { version, content } = kept.base;
      return { ...empty, base: { version: String(version), content }, content: kept.content };
    },
  };
}

function read(text: string | null): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? '');
    return isObject(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}
