import type { Item, PhoneKind } from './item.ts';
import { infoItems } from './items/info.ts';
import { permissionItems } from './items/permission.ts';
import { pushItems } from './items/push.ts';
import { registrationItems } from './items/registration.ts';

/**
 * The order in which they disturb each other least: one installation from the first question to the tap, and a second
 * one for what needs a new phone again. A single item, or any other order, gives the same verdicts, only slower.
 */
const ORDER = [16, 1, 2, 10, 3, 18, 5, 6, 7, 8, 11, 17, 12, 13, 14, 9, 15, 4];

/** Those that only look. */
export const LOOKING = [9, 16];

/** The vendor's checklist, in the order in which it is run. */
const items: Item[] = [...permissionItems, ...registrationItems, ...infoItems, ...pushItems].sort(
  (a, b) => ORDER.indexOf(a.number) - ORDER.indexOf(b.number),
);

/** What is checked on this phone; `only` limits it to these numbers. */
export const itemsFor = (phone: PhoneKind, only?: number[]): Item[] =>
  items.filter((item) => item.appliesTo(phone) && (!only || only.includes(item.number)));

/** `registerDevice …`, as the vendor's checklist has it. */
export const titleOf = (number: number): string =>
  items.find((item) => item.number === number)?.title ?? `Item ${number}`;
