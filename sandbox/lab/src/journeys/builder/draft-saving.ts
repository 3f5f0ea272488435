import type { JourneyDefinition, JourneyProblem } from '../../../../src/control/journey-wire.ts';
import { createStore, type Store } from '../../store.ts';

/** So long nothing is changed before it is checked and saved. */
const REST_MS = 250;

export interface DraftView {
  definition: JourneyDefinition;
  /** In Dynamics' own words. */
  problems: readonly JourneyProblem[];
  /** `unchecked`: saved, and not known yet what Dynamics says of it. */
  state: 'saved' | 'changed' | 'unsaved' | 'unchecked';
}

interface DraftSavingOptions {
  saved: JourneyDefinition;
  /** Undefined where there was no answer. */
  check(definition: JourneyDefinition): Promise<readonly JourneyProblem[] | undefined>;
  /** Undefined where it was not kept. */
  save(definition: JourneyDefinition): Promise<object | undefined>;
  restMs?: number;
}

/** Saves a draft as it is edited, as soon as it can be. */
export interface DraftSaving {
  view: Pick<Store<DraftView>, 'get' | 'subscribe'>;
  change(definition: JourneyDefinition): void;
  /** Checks and saves now what waits for it: at the beginning, and before the draft is left. Resolves once it has. */
  now(): Promise<void>;
  /** Tries again what had no answer. */
  again(): void;
  /** The draft is no more: nothing of it is saved. */
  drop(): void;
}

export function createDraftSaving({ saved, check, save, restMs = REST_MS }: DraftSavingOptions): DraftSaving {
  const view = createStore<DraftView>({ definition: saved, problems: [], state: 'unchecked' });
  let kept = saved;
  // The one that was opened is checked too.
  let waits = true;
  let unanswered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = Promise.resolve();

  const settle = async () => {
    const { definition } = view.get();
    // A change while it waited for an answer has a round of its own.
    const show = (part: Partial<DraftView>) => {
      if (view.get().definition === definition) view.set({ ...view.get(), ...part });
    };
    const problems = await check(definition);
    if (view.get().definition !== definition) return;
    unanswered = problems === undefined;
    if (problems) show({ problems });
    if (definition === kept) return show({ state: problems ? 'saved' : 'unchecked' });
    if (!problems || problems.some(({ blocks }) => blocks === 'saving')) return show({ state: 'unsaved' });
    const answer = await save(definition);
    if (answer) kept = definition;
    else unanswered = true;
    show({ state: answer ? 'saved' : 'unsaved' });
  };
  const now = () => {
    clearTimeout(timer);
    // One after the other: an older definition never arrives last.
    if (waits) round = round.then(settle);
    waits = false;
    return round;
  };
  return {
    view,
    change(definition) {
      view.set({ ...view.get(), definition, state: 'changed' });
      waits = true;
      clearTimeout(timer);
      timer = setTimeout(now, restMs);
    },
    now,
    again() {
      if (unanswered) waits = true;
      void now();
    },
    drop() {
      clearTimeout(timer);
      waits = false;
      unanswered = false;
    },
  };
}
