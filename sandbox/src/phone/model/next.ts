import type { Phone } from './phone.ts';
import type { Fate } from './push.ts';

/** One way that the facts allow things to go on. */
export interface Next {
  phone: Phone;
  /** What became of the pushes that arrived on the way, in order. */
  fates: Fate[];
  /** Whether a question for permission was answered at once; undefined: none was asked. */
  atOnce?: boolean | undefined;
}

/** The phone with these changes, and nothing else happens. */
export const changed = (phone: Phone, change: Partial<Phone> = {}): Next[] => [
  { phone: { ...phone, ...change }, fates: [] },
];

/** Every way on from every way here. */
export const andThen = (ways: Next[], goOn: (phone: Phone) => Next[]): Next[] =>
  ways.flatMap((way) =>
    goOn(way.phone).map((next) => ({
      phone: next.phone,
      fates: [...way.fates, ...next.fates],
      atOnce: next.atOnce ?? way.atOnce,
    })),
  );

/** One way for each of the states that a part of the phone may be in. */
export const either = (phone: Phone, changes: Partial<Phone>[]): Next[] =>
  changes.flatMap((change) => changed(phone, change));
