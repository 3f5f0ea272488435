import fc from 'fast-check';
import { type Actor, twoOwners, unmet } from './demands.ts';
import { takeInHand } from './hand.ts';
import { type Act, after, firstLaunch, type Profile } from './model.ts';
import { comeToRest, pass, quiet } from './rest.ts';
import type { Stage } from './stage.ts';

const PROFILES: Profile[] = ['iphone', 'android-14', 'android-12'];

/** What happens next: something to one of the phones, or to the world around them. */
export type Step = PhoneStep | { world: WorldAct };
interface PhoneStep {
  phone: number;
  act: Act;
}
type WorldAct = 'the gateway restarts' | 'a moment passes' | 'a minute passes';

const act = weighted<Act>({
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
const world = weighted<WorldAct>({ 'the gateway restarts': 1, 'a moment passes': 6, 'a minute passes': 1 });

/** Up to twenty-odd steps; those that nobody could take are left out of the story. */
export const story: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ phone: fc.nat(PROFILES.length - 1), act }) },
    { weight: 1, arbitrary: fc.record({ world }) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
);

function weighted<T extends string>(weights: Record<T, number>): fc.Arbitrary<T> {
  const options = Object.entries(weights) as [T, number][];
  return fc.oneof(...options.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** A story that did not end well: its steps, one a line, and what was wrong. */
export class BadEnd extends Error {
  override readonly name = 'BadEnd';
  constructor(told: string[], wrong: string[]) {
    super(
      `${told.map((line) => `  ${line}`).join('\n')}\nAt rest:\n${wrong.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}

/** Lives the story with phones of its own, and checks what has become of them. @throws BadEnd */
export async function live(stage: Stage, steps: Step[]): Promise<void> {
  const told: string[] = [];
  const actors: Actor[] = PROFILES.map((profile) => ({
    hand: takeInHand(stage.newPhone(profile)),
    model: firstLaunch(profile),
  }));
  const meanwhile = new Set<string>();
  const watch = stage.timeline.subscribe(({ kind }) => {
    if (kind === 'registration.settled')
      for (const line of twoOwners(stage)) meanwhile.add(`in between, ${line}`);
  });
  const hands = actors.map(({ hand }) => hand);
  try {
    for (const { phone } of hands) await phone.launch();
    for (const step of steps) {
      const line = 'world' in step ? await happen(stage, actors, step.world) : await take(actors, step);
      if (line) told.push(line);
    }
    await comeToRest(stage, hands);
    const wrong = [...meanwhile, ...(await unmet(stage, actors))];
    if (wrong.length > 0) throw new BadEnd(told, wrong);
  } catch (error) {
    throw error instanceof BadEnd ? error : new BadEnd(told, [(error as Error).message]);
  } finally {
    watch();
    for (const hand of hands) hand.close();
  }
}

async function take(actors: Actor[], { phone, act }: PhoneStep): Promise<string | undefined> {
  const actor = actors[phone];
  const next = actor && after(actor.model, act);
  if (!next) return undefined;
  actor.model = next;
  await actor.hand.do(act);
  return `${actor.hand.name}: ${act}`;
}

async function happen(stage: Stage, actors: Actor[], world: WorldAct): Promise<string> {
  const hands = actors.map(({ hand }) => hand);
  if (world === 'the gateway restarts') await stage.restartGateway();
  if (world === 'a moment passes') await quiet(stage, hands);
  if (world === 'a minute passes') await pass(stage, hands, 60_000);
  return world;
}
