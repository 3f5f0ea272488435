import { type Draft, emptyDraft } from './draft.ts';

/** A push as far as it is written. */
export interface Unsent {
  draft: Draft;
  /** Whoever refuses marketing material is not sent to. */
  leaveOut: boolean;
}

/** Keeps a push that is being written over a reload of the page. */
export interface Keeper {
  keep(unsent: Unsent): void;
  /** As it was left, else the one to begin with. */
  restore(): Unsent;
}

const NAME = 'journeys-push-push';

export function createKeeper(storage: Pick<Storage, 'getItem' | 'setItem'>): Keeper {
  return {
    keep: (unsent) => storage.setItem(NAME, JSON.stringify(unsent)),
    restore() {
      const { draft, leaveOut } = read(storage.getItem(NAME));
      const kept = Object.entries(Object(draft)).filter(
        ([name, text]) => name in emptyDraft && typeof text === 'string',
      );
      return { draft: { ...emptyDraft, ...Object.fromEntries(kept) }, leaveOut: leaveOut === true };
    },
  };
}

function read(text: string | null): { draft?: unknown; leaveOut?: unknown } {
  try {
    return Object(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}
