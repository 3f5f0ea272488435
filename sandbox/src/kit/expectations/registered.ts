import type { ControlClient } from '../../control/client.ts';
import type { ChannelDevice, Phone } from '../../control/wire.ts';
import { explainRegistration, explainStillHeld } from '../../explain/registration.ts';
import { KitFailure } from '../failure.ts';
import type { Wait } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { eventsOf } from '../story.ts';
import { withinText } from './words.ts';

/** Waits until shell and Dynamics agree that the person is registered on this phone. */
export async function isRegistered(ground: PhoneGround, userId?: string, wait?: Wait): Promise<void> {
  const { control, waiting, id, name } = ground;
  const gateway = (await control.info()).gateway !== '';
  const contact = userId === undefined ? undefined : await contactOf(control, userId);
  const look = async () => {
    const phone = await control.phone(id);
    const rows = heldOf(phone, await control.devices());
    const held = rows.some((row) => contact === undefined || plain(row.userId) === plain(contact));
    return { phone, rows, ok: held && (!gateway || isIn(phone, userId)) };
  };
  const end = await waiting.until(async () => {
    const seen = await look();
    return seen.ok || seen.phone.registration.state === 'refused' ? seen : undefined;
  }, wait);
  const { ok, phone, rows } = end ?? (await look());
  if (ok) return;
  throw new KitFailure({
    expected: `${name} to be registered${userId === undefined ? '' : ` for ${userId}`}${withinText(end, wait)}`,
    came: `the shell says ${phone.registration.state}; Dynamics ${rows.length > 0 ? `holds its token for ${rows.map((row) => row.userId).join(', ')}` : 'does not hold its token'}`,
    explanation: explainRegistration(phone, { events: await eventsOf(control, id), userId, gateway }),
  });
}

/** Waits until Dynamics does not hold the phone any more. */
export async function isNotRegistered(ground: PhoneGround, wait?: Wait): Promise<void> {
  const { control, waiting, id, name } = ground;
  const isGone = async () => heldOf(await control.phone(id), await control.devices()).length === 0;
  const gone = await waiting.until(async () => (await isGone()) || undefined, wait);
  if (gone) return;
  const { registration } = await control.phone(id);
  throw new KitFailure({
    expected: `Dynamics not to hold ${name}${withinText(gone, wait)}`,
    came: `it does; the shell says ${registration.state}`,
    explanation: explainStillHeld(),
  });
}

const isIn = ({ registration }: Phone, userId: string | undefined) =>
  registration.state === 'registered' && (userId === undefined || registration.userId === userId);

/** Rows that journeys send to. The table shows the end of a token only. */
const heldOf = ({ token }: Phone, rows: ChannelDevice[]) =>
  rows.filter((row) => row.result === 'Success' && row.token.slice(-8) === token.slice(-8));

/** The person in Dynamics behind an id of the app. */
async function contactOf(control: ControlClient, userId: string): Promise<string> {
  const known = (await control.contacts()).find(({ userIds }) => userIds.includes(userId));
  return known?.contactId ?? userId;
}

const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
