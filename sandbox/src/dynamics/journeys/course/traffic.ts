import type { Twin } from '../../twin.ts';
import { AT_ONCE } from '../steps/in-turns.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import type { Journey, Participant } from './records.ts';
import { passFailed, walk } from './walk.ts';

/** How long others wait for pushes that are on their way, in milliseconds of real time. */
const PATIENCE_MS = 2_000;

/**
 * Moves people along: some at once, the others in line, and whoever waits is called when the moment comes. Somebody in
 * line is judged by the moment of joining it: the line is the twin's own, and the sandbox's time may be moved meanwhile.
 */
export interface Traffic {
  /** Puts somebody in line. */
  go(participant: Participant): void;
  agenda: Agenda<Participant | Journey>;
  /**
   * Resolves when nobody is on the way: all wait or have left. Where nobody has got further for two seconds it does so
   * too, and then waits no more until somebody does.
   */
  moving(): Promise<void>;
  /** Lets nobody start any more; resolves when the pushes on their way have their outcome, or after two seconds. */
  rest(): Promise<void>;
}

/** `look` is called when a journey's next look at its segments is due. */
export function createTraffic(twin: Twin, look: (journey: Journey) => void): Traffic {
  const line = createLine();
  let working = 0;
  let passages = 0;
  let stuckAt = -1;
  let resting = false;
  const atRest = new Set<() => void>();

  const agenda = createAgenda<Participant | Journey>(twin, (due) => {
    for (const entry of due) {
      if (!('participantId' in entry)) look(entry);
      else if (entry.dueAt !== undefined && entry.dueAt <= twin.now()) go(entry);
    }
  });
  function go(participant: Participant, at = twin.now()): void {
    line.push({ participant, at });
    if (working < AT_ONCE && !resting) twin.background.run(work);
  }
  async function work(): Promise<void> {
    working += 1;
    for (let next = line.take(); next && !resting; next = line.take()) {
      await pass(next);
      passages += 1;
    }
    working -= 1;
    if (working === 0) for (const tell of atRest) tell();
  }
  async function pass({ participant, at }: InLine): Promise<void> {
    try {
      const dueAt = await walk(twin, participant, { at, goesOn: () => !resting });
      if (dueAt === undefined) return;
      // The time has been moved past it while they were on the way.
      if (dueAt <= twin.now()) go(participant, dueAt);
      else agenda.add(dueAt, participant);
    } catch (error) {
      // One surprise must not keep them, nor the others, from going on.
      twin.background.run(() => Promise.reject(error));
      passFailed(twin, participant);
      go(participant, at);
    }
  }
  /** Whether it was within the patience. */
  function comesToRest(): Promise<boolean> {
    if (working === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (rested: boolean) => {
        clearTimeout(enough);
        atRest.delete(tell);
        resolve(rested);
      };
      const tell = () => end(true);
      const enough = setTimeout(() => end(false), PATIENCE_MS);
      atRest.add(tell);
    });
  }
  return {
    agenda,
    go: (participant) => go(participant),
    async moving() {
      while (passages !== stuckAt) {
        const before = passages;
        if (await comesToRest()) return;
        if (passages === before) stuckAt = passages;
      }
    },
    async rest() {
      resting = true;
      agenda.stop();
      await comesToRest();
    },
  };
}

/** Somebody in line, and since when. */
interface InLine {
  participant: Participant;
  at: number;
}

/** First come, first served; no place is moved up. */
function createLine() {
  let line: (InLine | undefined)[] = [];
  let first = 0;
  return {
    push: (next: InLine) => void line.push(next),
    take(): InLine | undefined {
      const next = line[first];
      // A place that was taken keeps nothing alive.
      if (next !== undefined) line[first] = undefined;
      first += 1;
      if (next !== undefined) return next;
      line = [];
      first = 0;
      return undefined;
    },
  };
}
