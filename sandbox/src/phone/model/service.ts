import { arrive, type Host } from './arrival.ts';
import { andThen, changed, type Next } from './next.ts';
import type { Phone, Stored } from './phone.ts';
import { LONG, type Push } from './push.ts';

/** What the push service does with a push: to the phone at once, or kept (§6.1, §6.2, "Offline" and "Priority"). */
export const send = (phone: Phone, push: Push, host: Host): Next[] =>
  canTake(phone, push) ? arrive(phone, push, host) : changed(phone, { stored: keep(phone, push) });

/** Normal priority waits for a phone in Doze. */
const canTake = ({ online, doze }: Phone, { priority }: Push): boolean =>
  online && !(doze && priority === 'normal');

function keep({ system, stored, now }: Phone, push: Push): Stored[] {
  const { ttl = LONG, collapse } = push;
  if (ttl === 0) return stored;
  const newest: Stored = { push, expiresAt: now + ttl };
  // Apple keeps one an app; Google one of each collapse key, and all that have none.
  if (system.platform === 'ios') return [newest];
  return [...stored.filter((each) => !collapse || each.push.collapse !== collapse), newest];
}

/**
 * The phone can be reached again: it gets what was kept and has not expired, in order. What the app has to be asked about
 * may be shown after what came later.
 */
export function flush(phone: Phone, host: Host): Next[] {
  const kept = phone.stored.filter(({ expiresAt }) => expiresAt > phone.now);
  const due = kept.flatMap(({ push }) => (canTake(phone, push) ? [push] : []));
  const rest = changed(phone, { stored: kept.filter(({ push }) => !canTake(phone, push)) });
  const inOrder = arriveAll(rest, due, host);
  const asked = new Set(inOrder.flatMap(({ fates }) => fates.flatMap(({ id, told }) => (told ? [id] : []))));
  if (due.length < 2 || asked.size === 0) return inOrder;
  const later = [...due.filter(({ id }) => !asked.has(id)), ...due.filter(({ id }) => asked.has(id))];
  return [...inOrder, ...arriveAll(rest, later, host).map((way) => asArrived(way, due))];
}

const arriveAll = (ways: Next[], pushes: Push[], host: Host): Next[] =>
  pushes.reduce((before, push) => andThen(before, (each) => arrive(each, push, host)), ways);

/** They have arrived in this order, whichever was shown first. */
const asArrived = (way: Next, pushes: Push[]): Next => ({
  ...way,
  fates: pushes.flatMap(({ id }) => way.fates.filter((fate) => fate.id === id)),
});
