import type { PageCall } from '../page/page-call.ts';
import { later } from './later.ts';
import type { Called, Done, Place, Question, Task, Turn } from './wire.ts';

/** The way to the page on the phone. One task at a time; what is asked meanwhile waits. */
export interface Line {
  /** Resolves with the first word of a phone. */
  connected(): Promise<Place>;
  /** The phone's last word; undefined before its first. */
  place(): Place | undefined;
  /** Milliseconds since it was heard. */
  silentFor(): number;
  /** What the next tasks are about, for the person to read. */
  about(text: string): void;
  call(call: PageCall): Promise<Called>;
  /** Resolves with the person's choice, or with what `seen` makes of the phone's own words. */
  ask(question: Question, seen?: (place: Place) => string | undefined): Promise<string>;
  /** The last task; resolves when the phone has it, or after a moment. */
  end(say: string[]): Promise<void>;
  /** Every task under way and to come ends with this reason. */
  break(reason: unknown): void;
}

/** The page's end of it. */
export interface LineEnd {
  /** Where nothing new is to be done it waits a while. */
  turn(turn: Turn): Promise<Task | undefined>;
  done(done: Done): void;
  /** Nobody hears it any more: no turn waits on. */
  release(): void;
}

export interface LineOptions {
  /** How long a turn waits for another task. */
  holdMs?: number;
  /** How long after its own limit a call of a phone that says nothing more counts as lost. */
  lostMs?: number;
  /** How long the end waits to be heard. */
  endMs?: number;
  onAsked?(question: Question): void;
}

type Result = Done['result'];

interface Current {
  task: Task;
  seen?: ((place: Place) => string | undefined) | undefined;
  settle(result: Result): void;
  /** The page has it. */
  handed(): void;
}

interface State {
  first: ReturnType<typeof later<Place>>;
  broken: ReturnType<typeof later<never>>;
  last?: { place: Place; at: number };
  current?: Current | undefined;
  queue: Promise<unknown>;
  number: number;
  title: string;
  /** Turns that wait for another task. */
  waiting: Set<Waiting>;
}

interface Waiting {
  look(): void;
  end(): void;
}

export function createLine(options: LineOptions = {}): Line & LineEnd {
  const state: State = {
    ...{ first: later<Place>(), broken: later<never>(), waiting: new Set() },
    ...{ queue: Promise.resolve(), number: 0, title: '' },
  };
  // Nobody may be waiting when it breaks.
  state.broken.promise.catch(() => {});
  return { ...commandEnd(state, options), ...pageEnd(state, options) };
}

function commandEnd(state: State, { lostMs = 15_000, endMs = 5_000, onAsked }: LineOptions): Line {
  const { first, broken } = state;
  return {
    connected: () => Promise.race([first.promise, broken.promise]),
    place: () => state.last?.place,
    silentFor: () => (state.last ? Date.now() - state.last.at : Number.POSITIVE_INFINITY),
    about(text) {
      state.title = text;
    },
    async call(call) {
      let timer: NodeJS.Timeout | undefined;
      const handed = () => {
        timer ??= setTimeout(() => state.current?.settle(LOST), call.seconds * 1000 + lostMs);
      };
      const task = (id: number, about: string): Task => ({ id, about, kind: 'call', call });
      const result = await give(state, task, { handed }).finally(() => clearTimeout(timer));
      return result.kind === 'called' ? result : LOST;
    },
    async ask(question, seen) {
      const make = (id: number, about: string): Task => {
        onAsked?.(question);
        return { id, about, kind: 'ask', ...question };
      };
      const result = await give(state, make, { seen });
      return result.kind === 'chosen' ? result.choice : '';
    },
    async end(say) {
      const handed = () => state.current?.settle({ kind: 'chosen', choice: 'end' });
      const timer = setTimeout(handed, endMs);
      const task = (id: number): Task => ({ id, about: '', kind: 'end', say });
      await give(state, task, { handed }).finally(() => clearTimeout(timer));
    },
    break: (reason) => broken.reject(reason),
  };
}

const LOST: Called = { kind: 'called', outcome: { kind: 'page-gone' }, ms: 0, tokens: {} };

/** Gives the page a task once it has nothing else to do. */
function give(
  state: State,
  make: (id: number, about: string) => Task,
  more: Partial<Pick<Current, 'seen' | 'handed'>>,
): Promise<Result> {
  const work = async () => {
    state.number += 1;
    const settled = later<Result>();
    const task = make(state.number, state.title);
    state.current = { handed: () => {}, ...more, task, settle: settled.resolve };
    for (const { look } of [...state.waiting]) look();
    try {
      return await Promise.race([settled.promise, state.broken.promise]);
    } finally {
      state.current = undefined;
    }
  };
  const result = state.queue.then(work);
  state.queue = result.catch(() => {});
  return result;
}

const BUSY: Task = {
  ...{ id: Number.MAX_SAFE_INTEGER, kind: 'busy', about: '' },
  say: ['Another phone is being checked. Wait for its end, and start the check again for this one.'],
};

function pageEnd(state: State, { holdMs = 15_000 }: LineOptions): LineEnd {
  const isLast = ({ phone, document }: Place) =>
    state.last?.place.phone === phone && state.last.place.document === document;
  return {
    async turn({ place, have }) {
      if (!hear(state, place)) return BUSY;
      const isNew = () => state.current !== undefined && state.current.task.id !== have;
      if (!isNew()) await sleepUntil(holdMs, state.waiting, isNew);
      const { current } = state;
      // A page that another one has replaced meanwhile gets nothing more.
      if (!current || !isLast(place)) return undefined;
      current.handed();
      return current.task;
    },
    done({ place, task, result }) {
      const { current } = state;
      if (hear(state, place) && current?.task.id === task && answers(current.task, result))
        current.settle(result);
    },
    release() {
      for (const { end } of [...state.waiting]) end();
    },
  };
}

/** False for another phone than the one that is being checked. */
function hear(state: State, place: Place): boolean {
  const task = state.current?.task;
  const anyPhone = task?.kind === 'ask' && task.anyPhone;
  if (state.last && state.last.place.phone !== place.phone && !anyPhone) return false;
  state.last = { place, at: Date.now() };
  state.first.resolve(place);
  const choice = state.current?.seen?.(place);
  if (choice !== undefined) state.current?.settle({ kind: 'chosen', choice });
  return true;
}

/** What was not offered was not chosen. */
function answers(task: Task, result: Result): boolean {
  if (result.kind === 'called') return task.kind === 'call';
  return task.kind === 'ask' && task.choices.some(({ name }) => name === result.choice);
}

/** Ends early when what is waited for is so. */
function sleepUntil(ms: number, waiting: Set<Waiting>, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      waiting.delete(one);
      resolve();
    };
    const look = () => {
      if (isSo()) end();
    };
    const one = { look, end };
    const timer = setTimeout(end, ms);
    waiting.add(one);
  });
}
