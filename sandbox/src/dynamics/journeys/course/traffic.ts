import type { Twin } from '../../twin.ts';
import { AT_ONCE } from '../steps/in-turns.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import type { Journey, Participant } from './records.ts';
import { walk } from './walk.ts';

/** How long `rest` waits for pushes that are on their way, in milliseconds. */
const REST_MS = 2_000;

/** Moves people along: some at once, the others in line, and whoever waits is called when the moment comes. */
export interface Traffic {
  /** Puts somebody in line. */
  go(participant: Participant): void;
  agenda: Agenda<Participant | Journey>;
  /** Lets nobody start any more; resolves when the pushes on their way have their outcome, or after two seconds. */
  rest(): Promise<void>;
}

/** `look` is called when a journey's next look at its segments is due. */
export function createTraffic(twin: Twin, look: (journey: Journey) => void): Traffic {
  let line: Participant[] = [];
  let first = 0;
  let working = 0;
  let resting = false;
  let rested: () => void = () => undefined;

  const agenda = createAgenda<Participant | Journey>(twin, (due) => {
    for (const entry of due) {
      if (!('participantId' in entry)) look(entry);
      else if (entry.dueAt !== undefined && entry.dueAt <= twin.now()) go(entry);
    }
  });
  function go(participant: Participant): void {
    line.push(participant);
    if (working < AT_ONCE && !resting) twin.background.run(work);
  }
  function take(): Participant | undefined {
    if (resting) return undefined;
    const next = line[first];
    first += 1;
    if (next !== undefined) return next;
    line = [];
    first = 0;
    return undefined;
  }
  async function work(): Promise<void> {
    working += 1;
    for (let next = take(); next; next = take()) {
      const participant = next;
      try {
        const dueAt = await walk(twin, participant);
        if (dueAt !== undefined) agenda.add(dueAt, participant);
      } catch (error) {
        // One surprise must not keep the others from going on.
        twin.background.run(() => Promise.reject(error));
      }
    }
    working -= 1;
    if (working === 0) rested();
  }
  return {
    ...{ go, agenda },
    async rest() {
      resting = true;
      agenda.stop();
      if (working === 0) return;
      await new Promise<void>((resolve) => {
        const enough = setTimeout(resolve, REST_MS);
        rested = () => {
          clearTimeout(enough);
          resolve();
        };
      });
    },
  };
}
