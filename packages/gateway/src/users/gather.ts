import type { Clock } from '../clock.ts';
import { type Answer, type Failure, isAboutAllValues, unanswered } from './dataverse/answer.ts';
import { CONCURRENT, type Dataverse, PATIENCE_MS } from './dataverse/client.ts';
import { lengthOf, lookUpPath, type Question } from './dataverse/query.ts';
import { type Found, isPlain, likenessOf, readAnswers } from './found.ts';

export interface GatherOptions {
  dataverse: Dataverse;
  clock: Clock;
}

/** Values in a call. */
const MANY = 25;

/** Dataverse takes a URL of 32,768 characters (facts: dynamics.md §7), many a proxy on the way 8,192. */
const LONGEST_FILTER = 6_000;

interface Waiting {
  question: Question;
  traceId: string;
  since: number;
  /** What may be asked for in one call; absent: this question alone. */
  group?: string | undefined;
  resolve: (found: Found) => void;
  reject: (error: unknown) => void;
}

/**
 * Asks Dataverse who has a value. Questions that come at the same moment, or while as many calls are under way as may be,
 * are asked in one call; there is no timer. What is said of each is what would be said of it alone.
 */
export function createAsk({ dataverse, clock }: GatherOptions) {
  let queue: Waiting[] = [];
  let underway = 0;
  let isScheduled = false;

  /** At the end of this turn of the event loop: what came in with it goes together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (underway < CONCURRENT && start()) {}
    });
  }

  /** False: nobody waits. */
  function start(): boolean {
    giveUp();
    const { batch, left } = take(queue);
    const [first, ...others] = batch;
    if (!first) return false;
    queue = left;
    underway += 1;
    void settle(first, others)
      .catch((error) => {
        for (const { reject } of batch) reject(error);
      })
      .finally(() => {
        underway -= 1;
        schedule();
      });
    return true;
  }

  function giveUp(): void {
    const before = clock.now() - PATIENCE_MS;
    const late = unanswered(new Error('timeout'));
    for (const { since, resolve } of queue) if (since < before) resolve(late);
    queue = queue.filter(({ since }) => since >= before);
  }

  async function settle(first: Waiting, others: Waiting[]): Promise<void> {
    const { question, traceId } = first;
    const path = lookUpPath([question, ...others.map((other) => other.question)]);
    const answer = await dataverse({ path, traceId });
    const founds = foundsOf(first, others, answer);
    for (const [index, waiting] of [first, ...others].entries()) {
      const found = founds[index];
      if (found) waiting.resolve(found);
      else queue.push({ ...waiting, group: undefined });
    }
  }

  return (question: Question, traceId: string): Promise<Found> =>
    new Promise((resolve, reject) => {
      const since = clock.now();
      queue.push({ question, traceId, since, group: groupOf(question), resolve, reject });
      schedule();
    });
}

function groupOf({ entity, column, activeOnly, value }: Question): string | undefined {
  return isPlain(value) ? `${entity} ${column} ${activeOnly}` : undefined;
}

/** The one who has waited longest, and who can be asked for with them. */
function take(queue: Waiting[]): { batch: Waiting[]; left: Waiting[] } {
  const [first, ...others] = queue;
  if (!first) return { batch: [], left: [] };
  if (!first.group) return { batch: [first], left: others };
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  const alike = new Set<string>();
  let room = LONGEST_FILTER;
  for (const waiting of queue) {
    const { question, group } = waiting;
    const likeness = likenessOf(question.value);
    const length = lengthOf(question);
    const isFirst = batch.length === 0;
    const fits = batch.length < MANY && length <= room && !alike.has(likeness);
    if (isFirst || (group === first.group && fits)) {
      batch.push(waiting);
      alike.add(likeness);
      room -= length;
    } else left.push(waiting);
  }
  return { batch, left };
}

function foundsOf(first: Waiting, others: Waiting[], answer: Answer): (Found | undefined)[] {
  const rest = others.map(({ question }) => question);
  if (answer.kind === 'ok') return readAnswers([first.question, ...rest], answer.json);
  if (rest.length === 0) return [answer.kind === 'missing' ? { kind: 'unknown' } : answer];
  if (answer.kind === 'missing' || !isAboutAllValues(answer))
    return [undefined, ...rest.map(() => undefined)];
  // Told once.
  const held: Failure = { ...answer, isHeld: true };
  return [answer, ...rest.map(() => held)];
}
