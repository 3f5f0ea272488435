import { setTimeout as pause } from 'node:timers/promises';
import type { Phone, Push, TimelineEvent } from '../../control/wire.ts';
import type { DialogAnswer, Kit, KitPhone } from '../../kit/kit.ts';
import { expectThat, failure, fits, text, until } from './expectations.ts';
import type { Person } from './story.ts';

/** The words that scenarios share: what a person does in the app, and what its page does and hears. */

type Answer = Record<string, unknown>;

/** The page asks for notifications, and the person allows them if the system asks. */
export async function allowNotifications(phone: KitPhone): Promise<void> {
  const mayAsk = wouldAsk(await phone.view());
  const [answer] = await Promise.all([
    askForNotifications(phone),
    mayAsk ? phone.answer('allow') : undefined,
  ]);
  expectThat('the answer of promptNotificationPermission', answer, { granted: true });
}

/** The page asks, the system shows its dialog, and the person answers it. */
export async function answersTheDialog(phone: KitPhone, answer: DialogAnswer): Promise<Answer> {
  const [answered] = await Promise.all([askForNotifications(phone), phone.answer(answer)]);
  return answered;
}

export const askForNotifications = (phone: KitPhone): Promise<Answer> =>
  phone.page.call('promptNotificationPermission');

const wouldAsk = ({ permission: { status, canAskAgain } }: Phone) => status !== 'granted' && canAskAgain;

/** The page registers the person, and it succeeds. */
export async function signIn(phone: KitPhone, person: Person): Promise<void> {
  expectThat('the answer of registerDevice', await register(phone, person), { success: true });
  await isSignedIn(phone, person);
}

// What no page waits for is asked about seldom, by gateway and shell alike.
const PATIENCE = { within: 15_000 };

/** The person is registered, for page and Dynamics alike, whoever has begun it. */
export const isSignedIn = (phone: KitPhone, { userId }: Person): Promise<void> =>
  phone.isRegistered(userId, PATIENCE);

/** The page registers the person; the answer may be anything. */
export const register = (phone: KitPhone, { userId }: Person, identityToken?: string): Promise<Answer> =>
  phone.page.call('registerDevice', { userId, ...(identityToken === undefined ? {} : { identityToken }) });

/** The page registers one person after the other and waits for none of the answers; all of them, in that order. */
export const registerInTurn = (phone: KitPhone, people: Person[]): Promise<Answer[]> => {
  const ids = JSON.stringify(people.map(({ userId }) => userId));
  return phone.page.evaluate(
    `Promise.all(${ids}.map((userId) => median.msdynamics.registerDevice({ userId })))`,
  );
};

/** The page frees the device of its person; the answer may be anything. */
export const signOut = (phone: KitPhone): Promise<Answer> => phone.page.call('unregisterDevice');

/** What the page knows of device and registration. */
export const registrationInfo = (phone: KitPhone): Promise<Answer> => phone.page.call('registrationInfo');

/** The person allows notifications, and signs in. */
export async function allowAndSignIn(phone: KitPhone, person: Person): Promise<void> {
  await allowNotifications(phone);
  await signIn(phone, person);
}

export type PageEvent = 'notificationOpened' | 'notificationReceived' | 'registrationChanged';

/** The page listens from now on. */
export async function listen(phone: KitPhone, event: PageEvent): Promise<void> {
  await phone.page.evaluate(`
    globalThis.heard ??= [];
    median.msdynamics.${event}.addListener((told) => { heard.push({ ...told, event: '${event}' }); });
    null`);
}

/** All that the page has heard of this event since it listens, oldest first. */
async function heardBy(phone: KitPhone, event: PageEvent): Promise<Answer[]> {
  const heard = await phone.page.evaluate<Answer[]>('globalThis.heard ?? []');
  return heard.filter((told) => told.event === event);
}

/** The page has heard exactly these. */
export async function hears(phone: KitPhone, event: PageEvent, wanted: Answer[]): Promise<void> {
  await until(
    () => heardBy(phone, event),
    (heard) => fits(heard, wanted),
    (heard) => failure({ expected: `the page to hear ${event} ${text(wanted)}`, came: text(heard) }),
  );
}

/** The last that the page hears is this. */
export async function hearsAtLast(phone: KitPhone, event: PageEvent, wanted: Answer): Promise<void> {
  await until(
    () => heardBy(phone, event),
    (heard) => fits(heard.at(-1), wanted),
    (heard) => failure({ expected: `the page to hear at last ${event} ${text(wanted)}`, came: text(heard) }),
  );
}

/** The page listens, and there is nothing for it. What waited would come before the answers to later calls. */
export async function hearsNothing(phone: KitPhone, event: PageEvent): Promise<void> {
  await listen(phone, event);
  await registrationInfo(phone);
  await registrationInfo(phone);
  expectThat(`what the page hears of ${event}`, await heardBy(phone, event), []);
}

/** What `registrationInfo` says, once it says this. */
export const registrationIs = (phone: KitPhone, wanted: Answer): Promise<Answer> =>
  until(
    () => registrationInfo(phone),
    ({ registration }) => fits(registration, wanted),
    ({ registration }) =>
      failure({ expected: `the registration to be ${text(wanted)}`, came: text(registration) }),
  );

/** The service that delivers to this phone. */
export const pushServiceOf = async (phone: KitPhone): Promise<'apns' | 'fcm'> =>
  (await phone.view()).platform === 'ios' ? 'apns' : 'fcm';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ON_THE_WAY_MS = 30;

/** The time goes on in steps until it is so; at most `atMost`. Milliseconds. */
export async function timePassesUntil(
  { clock }: Pick<Kit, 'clock'>,
  { atMost, step }: { atMost: number; step: number },
  isSo: () => Promise<boolean>,
): Promise<void> {
  for (let passed = 0; passed < atMost; passed += step) {
    if (await isSo()) return;
    await clock.advance(step);
    // Answers that somebody has waited for travel in real time.
    await pause(ON_THE_WAY_MS);
  }
  if (await isSo()) return;
  throw failure({ expected: `it to happen within ${atMost / MINUTE} minutes`, came: 'nothing' });
}

/** A push is not shown on the phone, and it can be said at which station it ended and why (a code of the kit's). */
export async function endsAt(
  phone: KitPhone,
  push: Pick<Push, 'traceId'>,
  station: { hop: TimelineEvent['hop']; code?: string },
): Promise<void> {
  const { stop } = await phone.showsNothing(push);
  expectThat('where the push ended, and why', stop, station);
}
