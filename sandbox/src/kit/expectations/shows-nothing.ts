import type { Explanation } from '../../explain/explanation.ts';
import { KitFailure } from '../failure.ts';
import type { Wait, Wanted } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { storiesOf, storyOf } from '../story.ts';
import { inWords, isWanted } from '../wanted.ts';
import { nothingSent, trayInWords } from './shows.ts';
import { withinText } from './words.ts';

/** Waits until the push has come to its end, and says which. */
export async function showsNothing(
  ground: PhoneGround,
  wanted: Wanted | undefined,
  wait?: Wait,
): Promise<Explanation> {
  return wanted === undefined ? showsNothingAtAll(ground, wait) : showsNot(ground, wanted, wait);
}

async function showsNot({ control, waiting, id, name }: PhoneGround, wanted: Wanted, wait?: Wait) {
  let story: Explanation | undefined;
  const settled = await waiting.until(async () => {
    story = await storyOf(control, await control.phone(id), wanted);
    return story === undefined || story.state === 'open' ? undefined : story;
  }, wait);
  const view = await control.phone(id);
  const shown = view.tray.some((item) => isWanted(item, wanted));
  if (settled && settled.state !== 'done' && !shown) return settled;
  throw new KitFailure({
    expected: `${name} not to show ${inWords(wanted)}`,
    came: shown || settled ? `it has shown it; ${trayInWords(view)}` : `nothing${withinText(settled, wait)}`,
    explanation: story,
    ...(story || shown ? {} : { stop: nothingSent(wanted) }),
  });
}

async function showsNothingAtAll(
  { control, waiting, id, name }: PhoneGround,
  wait?: Wait,
): Promise<Explanation> {
  let stories: Explanation[] = [];
  const settled = await waiting.until(async () => {
    stories = await storiesOf(control, await control.phone(id));
    return stories.every(({ state }) => state !== 'open') || undefined;
  }, wait);
  const view = await control.phone(id);
  if (settled && view.tray.length === 0) return stories.at(-1) ?? { ...NOTHING };
  throw new KitFailure({
    expected: `${name} to show nothing`,
    came: settled ? trayInWords(view) : `a push is still on its way${withinText(settled, wait)}`,
    explanation: settled ? stories.at(-1) : stories.find(({ state }) => state === 'open'),
  });
}

/** Nothing was sent to it at all. */
const NOTHING: Explanation = { traceId: '', about: 'other', state: 'done', hops: [] };
