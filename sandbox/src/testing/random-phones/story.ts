import fc from 'fast-check';
import { type Operation, told } from '../../phone/model/operation.ts';
import { createOracle } from '../../phone/model/oracle.ts';
import { unopened } from '../../phone/model/phone.ts';
import { APP_CHANNEL } from './app.ts';
import { takeInHand } from './hand.ts';
import { operations } from './operations.ts';
import { profilesOf, systemOf } from './profiles.ts';

/** A phone out of its box, and what happens to it. */
export interface Story {
  profile: string;
  operations: Operation[];
}

/** As many operations as a story has at most. */
const LONGEST = 100;

const on = (platform: 'ios' | 'android'): fc.Arbitrary<Story> =>
  fc.record({
    profile: fc.constantFrom(...profilesOf(platform)),
    operations: fc.array(operations[platform], { maxLength: LONGEST, size: 'max' }),
  });

/** Android has more profiles, and more that can happen. */
export const story: fc.Arbitrary<Story> = fc.oneof(
  { weight: 2, arbitrary: on('android') },
  { weight: 1, arbitrary: on('ios') },
);

/** A story in which the phone contradicts the facts: its operations, one a line, and what was wrong. */
class Contradiction extends Error {
  override readonly name = 'Contradiction';
  constructor(profile: string, lines: string[], wrong: string[]) {
    super([profile, ...indented(lines), 'contradicts §6 of the facts:', ...indented(wrong)].join('\n'));
  }
}
const indented = (lines: string[]): string[] => lines.map((line) => `  ${line}`);

/** Lives the story and returns how many operations it had. @throws Contradiction */
export async function live({ profile, operations: all }: Story): Promise<number> {
  const hand = takeInHand(profile);
  const { timeZone, language } = hand.view;
  const oracle = createOracle(unopened(systemOf(profile), { timeZone, language }));
  const done: { operation: Operation; refused: boolean }[] = [];
  let pushes = 0;
  try {
    for (const each of all) {
      if (each.do === 'push') pushes += 1;
      const operation = named(each, `n${pushes}`, hand.view.tray);
      const shows = hand.shows;
      const seen = await hand.act(operation);
      done.push({ operation, refused: seen.refused });
      const wrong = [
        ...seen.faults,
        ...oracle.judge(operation, seen, { app: { channel: APP_CHANNEL }, shows }),
      ];
      if (wrong.length > 0) throw new Contradiction(`A phone ${profile}`, done.map(inWords), wrong);
    }
  } finally {
    hand.close();
  }
  return all.length;
}

/** With the ids that a story's operation leaves open. */
function named(operation: Operation, push: string, tray: { id: string }[]): Operation {
  if (operation.do === 'push') return { ...operation, push: { ...operation.push, id: push } };
  return 'id' in operation && /^(tap|swipe away|answer quietly)$/.test(operation.do)
    ? { ...operation, id: tray[Number(operation.id)]?.id ?? 'none' }
    : operation;
}

const inWords = ({ operation, refused }: { operation: Operation; refused: boolean }): string =>
  `${told(operation)}${refused ? ' (refused)' : ''}`;
