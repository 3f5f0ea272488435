import type { Phone } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';
import type { Item, Scene } from './item.ts';
import { LOOKING } from './items.ts';
import { phoneGone } from './phone-gone.ts';
import type { Evidence, ItemResult, Run } from './result.ts';
import { createStage, type Stage } from './stage.ts';
import { NotPassed } from './verdict.ts';
import type { Happened } from './what-happened.ts';

/** What a checklist is run on. */
export interface RunOptions {
  phone: Phone;
  items: Item[];
  scene: Omit<Scene, 'stage' | 'note'>;
  /** Default: that of a phone that can be driven. */
  stage?: Stage;
  /** Where the phone's page notes what it was asked and what it answered. */
  notes: Notes;
  /** What the timeline has of the phone since it was last asked; absent: nobody keeps one. */
  happened?(): Promise<Happened>;
  /** Aborted: what fails from then on fails because of it. */
  signal?: AbortSignal | undefined;
  onStart?(item: Item): void;
  onItem(result: ItemResult): void;
}

/** Evidence of the item under way. */
export interface Notes {
  note(evidence: Evidence): void;
  take(): Evidence[];
}

export function createNotes(): Notes {
  let notes: Evidence[] = [];
  return {
    note: (evidence) => void notes.push(evidence),
    take() {
      const taken = notes;
      notes = [];
      return taken;
    },
  };
}

/** The items one after the other on one phone from one page; by number. */
export async function runItems(options: RunOptions): Promise<Pick<Run, 'durationMs' | 'items'>> {
  const { items, notes, onStart, onItem } = options;
  const { phone, channel, person } = options.scene;
  const stage = options.stage ?? createStage({ phone, channel, userId: person.userId });
  const scene: Scene = { ...options.scene, stage, note: notes.note };
  const began = performance.now();
  const results: ItemResult[] = [];
  for (const item of items) {
    onStart?.(item);
    const result = await runItem(item, scene, options);
    if (result.status !== 'passed' || !LOOKING.includes(item.number)) stage.touched();
    results.push(result);
    onItem(result);
  }
  return {
    durationMs: Math.round(performance.now() - began),
    items: results.sort((a, b) => a.number - b.number),
  };
}

async function runItem(item: Item, scene: Scene, options: RunOptions): Promise<ItemResult> {
  const { notes, happened, signal } = options;
  const began = performance.now();
  const { status, problem } = await judge(item, scene);
  signal?.throwIfAborted();
  const picture =
    status === 'passed' ? undefined : await seenBy(() => scene.phone.picture('When it failed'), signal);
  if (picture) notes.note(picture);
  const seen = await seenBy(async () => happened?.(), signal);
  if (seen) notes.note(seen.evidence);
  const stop = item.wantsRefusal ? undefined : seen?.stop;
  return {
    ...{ number: item.number, title: item.title, status },
    ...(problem ? { problem: { ...problem, ...(stop ? { stop } : {}) } } : {}),
    durationMs: Math.round(performance.now() - began),
    evidence: notes.take(),
  };
}

/** Evidence that cannot be had does not end the run, unless the phone is gone or the check is over. */
async function seenBy<T>(look: () => Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    signal?.throwIfAborted();
    const cause = phoneGone(error);
    if (cause instanceof CheckFailure) throw cause;
    return undefined;
  }
}

async function judge(item: Item, scene: Scene): Promise<Pick<ItemResult, 'status' | 'problem'>> {
  try {
    await item.run(scene);
    return { status: 'passed' };
  } catch (error) {
    if (error instanceof NotPassed) return { status: error.status, problem: error.problem };
    const cause = phoneGone(error);
    if (cause instanceof CheckFailure) throw cause;
    return { status: 'failed', problem: surprise(error) };
  }
}

/** Something that could be pressed or read before is not there. */
const surprise = (error: unknown) => ({
  expected: 'the phone to be driven to the end of this item',
  came: error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error),
  remedy:
    'See the picture and the timeline. If the phone looks right, this is a fault of the check: please report it.',
});
