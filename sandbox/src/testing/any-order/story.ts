import fc from 'fast-check';
import { type Play, twoOwners, unmet } from './demands.ts';
import { takeInHand } from './hand.ts';
import { type Act, after, firstLaunch, type Profile } from './model.ts';
import { comeToRest, next, pass, quiet } from './rest.ts';
import type { Stage } from './stage.ts';

const PROFILES: Profile[] = ['iphone', 'android-14', 'android-12'];

/** What happens next: something to one of the phones, or to the world around them. */
export type Step = PhoneStep | { world: WorldAct };
interface PhoneStep {
  phone: number;
  act: Act;
}
/** `one thing happens`: the world goes on until the next entry in the timeline, so that acts fall in between. */
type WorldAct = 'the gateway restarts' | 'one thing happens' | 'a moment passes' | 'a minute passes';

const phoneAct = weighted<Act>({
  prompt: 4,
  allow: 5,
  deny: 1,
  'register A': 4,
  'register B': 4,
  'log out': 3,
  'rotate token': 3,
  background: 1,
  kill: 2,
  launch: 3,
  'go offline': 2,
  'go online': 2,
});
const worldAct = weighted<WorldAct>({
  'one thing happens': 9,
  'a moment passes': 6,
  'the gateway restarts': 2,
  'a minute passes': 1,
});

/** Up to twenty-odd steps; those that nobody could take are left out of the story. */
export const story: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ phone: fc.nat(PROFILES.length - 1), act: phoneAct }) },
    { weight: 1, arbitrary: fc.record({ world: worldAct }) },
  ),
  { maxLength: 40, size: 'max' },
);

function weighted<T extends string>(weights: Record<T, number>): fc.Arbitrary<T> {
  const options = Object.entries(weights) as [T, number][];
  return fc.oneof(...options.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** A story that did not end well: its steps, one a line, and what was wrong. */
class BadEnd extends Error {
  override readonly name = 'BadEnd';
  constructor(told: string[], wrong: string[]) {
    super(`${indented(told.length > 0 ? told : ['nothing happens'])}\nAt rest:\n${indented(wrong)}`);
  }
}

const indented = (lines: string[]): string => lines.map((line) => `  ${line}`).join('\n');

/** Lives the story with phones of its own, and checks what has become of them. @throws BadEnd */
export async function live(stage: Stage, steps: Step[]): Promise<void> {
  const play: Play = {
    ...{ stage, began: Date.now() },
    actors: PROFILES.map((profile) => ({
      hand: takeInHand(stage.newPhone(profile)),
      model: firstLaunch(profile),
    })),
  };
  const told: string[] = [];
  const witness = watch(play);
  try {
    await act(play, steps, told);
    await comeToRest(stage, handsOf(play));
    const wrong = [...witness.seen, ...(await unmet(play))];
    if (wrong.length > 0) throw new BadEnd(told, wrong);
  } catch (error) {
    throw error instanceof BadEnd ? error : new BadEnd(told, [(error as Error).message]);
  } finally {
    witness.stop();
    for (const hand of handsOf(play)) hand.close();
  }
}

const handsOf = ({ actors }: Play) => actors.map(({ hand }) => hand);

/**
 * What shell and twin write into the timeline when they fail in a way that nobody foresaw. Not the gateway's words: at
 * a restart it is cut off amid its work, and says so.
 */
const SURPRISES = ['shell.failed', 'shell.internal', 'cleanup-rejected', 'twin.failed'];

/** Sees what must never be, however briefly. */
function watch(play: Play): { seen: Set<string>; stop(): void } {
  const seen = new Set<string>();
  const stop = play.stage.timeline.subscribe(({ kind, hop, summary }) => {
    if (SURPRISES.includes(kind)) seen.add(`a surprise at the ${hop} (in between): ${kind}, ${summary}`);
    if (kind !== 'registration.settled') return;
    for (const line of twoOwners(play)) seen.add(`${line} (in between)`);
  });
  return { seen, stop };
}

/** `told` grows by each step that could be taken. */
async function act(play: Play, steps: Step[], told: string[]): Promise<void> {
  for (const { phone } of handsOf(play)) await phone.launch();
  for (const step of steps) {
    const line = 'world' in step ? await happen(play, step.world) : await take(play, step);
    if (line) told.push(line);
  }
}

async function take({ actors }: Play, { phone, act }: PhoneStep): Promise<string | undefined> {
  const actor = actors[phone];
  const model = actor && after(actor.model, act);
  if (!model) return undefined;
  actor.model = model;
  await actor.hand.do(act);
  return `${actor.hand.name}: ${act}`;
}

async function happen(play: Play, world: WorldAct): Promise<string | undefined> {
  const { stage } = play;
  const hands = handsOf(play);
  if (world === 'one thing happens' && !(await next(stage))) return undefined;
  if (world === 'the gateway restarts') await stage.restartGateway();
  if (world === 'a moment passes') await quiet(stage, hands);
  if (world === 'a minute passes') await pass(stage, hands, 60_000);
  return world;
}
