import type { Phone } from '../../control/wire.ts';
import { goneFromTray } from '../../explain/causes/phone.ts';
import { causeOf } from '../../explain/causes/words.ts';
import type { Explanation, Stop } from '../../explain/explanation.ts';
import { explainRegistration } from '../../explain/registration.ts';
import { KitFailure } from '../failure.ts';
import type { Wait, Wanted } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { eventsOf, storyOf } from '../story.ts';
import { inWords, isWanted } from '../wanted.ts';
import { withinText } from './words.ts';

/** Waits for the notification; fails at once where nothing can bring it any more. */
export async function shows(ground: PhoneGround, wanted: Wanted, wait?: Wait): Promise<void> {
  const { control, id, name } = ground;
  const isShown = async () => (await control.phone(id)).tray.some((item) => isWanted(item, wanted));
  let story: Explanation | undefined;
  const end = await ground.waiting.until(async () => {
    if (await isShown()) return 'shown';
    story = await storyOf(control, await control.phone(id), wanted);
    const ended = story?.state === 'stopped' || story?.state === 'done';
    // It may have been shown between the first look and the story.
    return ended ? ((await isShown()) ? 'shown' : 'ended') : undefined;
  }, wait);
  if (end === 'shown') return;
  const view = await control.phone(id);
  throw new KitFailure({
    expected: `${name} to show ${inWords(wanted)}${withinText(end, wait)}`,
    came: trayInWords(view),
    explanation: story,
    stop: story ? stopOf(story) : nothingSent(wanted),
    also: story && (await whyUnregistered(ground, view, story)),
  });
}

export const trayInWords = ({ tray }: Phone): string =>
  tray.length === 0
    ? 'its tray is empty'
    : `it shows ${tray.map(({ title, body }) => `“${title || body}”`).join(', ')}`;

export const nothingSent = (wanted: Wanted): Stop => ({
  code: 'nothing-sent',
  hop: 'dynamics',
  said: 'The timeline knows of no such push.',
  cause: `No push was sent that could become ${inWords(wanted)}.`,
  whose: 'test',
  remedy:
    'Send one first: journey.send({ to, title }). A text is the whole title; for a part of it use a RegExp.',
});

const stopOf = (story: Explanation): Stop | undefined =>
  story.state === 'done'
    ? { ...causeOf('gone-from-tray', goneFromTray), hop: 'phone', said: story.hops.at(-1)?.said ?? '' }
    : story.stop;

/** Dynamics has no device of the person: what the phone knows of that tells more. */
async function whyUnregistered(
  { control, id }: PhoneGround,
  view: Phone,
  { stop }: Explanation,
): Promise<Explanation | undefined> {
  if (stop?.code !== 'no-device' && stop?.code !== 'device-not-registered') return undefined;
  const { gateway } = await control.info();
  return explainRegistration(view, { events: await eventsOf(control, id), gateway: gateway !== '' });
}
