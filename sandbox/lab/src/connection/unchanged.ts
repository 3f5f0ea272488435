import type { Phone } from '../../../src/control/wire.ts';

/** Each phone's state as text, made once for each object. */
const texts = new WeakMap<Phone, string>();

function textOf(phone: Phone): string {
  const known = texts.get(phone);
  if (known !== undefined) return known;
  const text = JSON.stringify(phone);
  texts.set(phone, text);
  return text;
}

/** Nothing can be seen on the one that the other does not show. */
export const sameState = (one: Phone, other: Phone): boolean => textOf(one) === textOf(other);

/**
 * The sandbox tells all phones after each change of one. Those that are as they were stay the same objects, so that only
 * what has changed is drawn again; the list, too, where nothing has.
 */
export function keepUnchanged(before: readonly Phone[], now: readonly Phone[]): readonly Phone[] {
  const known = new Map(before.map((phone) => [phone.id, phone]));
  const kept = now.map((phone) => {
    const old = known.get(phone.id);
    return old && sameState(old, phone) ? old : phone;
  });
  const same = kept.length === before.length && kept.every((phone, at) => phone === before[at]);
  return same && before.length > 0 ? before : kept;
}
