import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { Hand } from './hand.ts';
import type { Stage } from './stage.ts';

/**
 * How the stage comes to rest. Nothing here waits for a fixed time: each wait is for a condition, and ends with an
 * error that says what was still under way.
 */

/** Milliseconds of real time; only a product that does not come to rest, or a stalled machine, needs them. */
const DEADLINE_MS = 15_000;
/** Milliseconds of the phones' time. A dialog that nobody answers is given up later than this. */
const HORIZON_MS = 5 * 60_000;
/** Phones that have so much to do will never be done. */
const MAX_TIMERS = 200;

/**
 * Nothing is under way: no request between a phone and the gateway, no work at the gateway that is due or in hand, no
 * registration open at Dynamics. The phones' time stands still.
 */
export async function quiet(stage: Stage, hands: Hand[]): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const busy = await underWay(stage, hands);
    if (busy.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(`Not at rest after ${DEADLINE_MS / 1000} s: ${busy.join(', ')}`);
  }
}

async function underWay({ wire, books, dynamics }: Stage, hands: Hand[]): Promise<string[]> {
  await turn();
  const requests = wire.underWay();
  if (requests.length > 0) {
    await Promise.race([wire.moved(), sleep(LOOK_MS * 100)]);
    return requests;
  }
  await dynamics.settled();
  const ids = hands.flatMap(({ phone }) => phone.view().installationId ?? []);
  const busy = await books.busy(ids);
  if (busy.length > 0) await sleep(LOOK_MS);
  // A phone may have begun something while the gateway was asked.
  return [...wire.underWay(), ...busy.map((id) => `the gateway with ${nameOf(id, hands)}`)];
}

/** Between two looks at the gateway's books, in milliseconds. */
const LOOK_MS = 2;

const nameOf = (installationId: string, hands: Hand[]): string =>
  hands.find(({ phone }) => phone.view().installationId === installationId)?.name ?? installationId;

/** Waits for the next entry in the timeline; false where no request is under way that would bring one. */
export async function next({ wire, timeline }: Stage): Promise<boolean> {
  if (wire.underWay().length === 0) return false;
  let stop = () => {};
  const entry = new Promise<void>((resolve) => {
    stop = timeline.subscribe(() => resolve());
  });
  await Promise.race([entry, wire.moved()]);
  stop();
  await turn();
  return true;
}

/** The phones' time goes on by `ms`, timer by timer; between two timers everything comes to rest. */
export async function pass(stage: Stage, hands: Hand[], ms: number): Promise<void> {
  const until = stage.clock.now() + ms;
  await ring(stage, hands, (at) => at <= until);
}

/**
 * At rest: every phone is online with its app in front, nobody answers a dialog, nothing is under way, and no phone
 * has a timer within the next minutes. All that can come then without an act from outside is the end of a question
 * that nobody answers, and the daily heartbeat.
 */
export async function comeToRest(stage: Stage, hands: Hand[]): Promise<void> {
  for (const { phone } of hands) {
    await phone.setOnline(true);
    await phone.launch();
  }
  await ring(stage, hands, (at) => at <= stage.clock.now() + HORIZON_MS);
}

async function ring(stage: Stage, hands: Hand[], isDue: (at: number) => boolean): Promise<void> {
  const { clock } = stage;
  await quiet(stage, hands);
  for (let rung = 0; isDue(clock.now() + (clock.nextIn() ?? Infinity)); rung++) {
    if (rung === MAX_TIMERS) throw new Error(`Not at rest: ${MAX_TIMERS} timers of the phones have rung`);
    clock.jump();
    await quiet(stage, hands);
  }
}
