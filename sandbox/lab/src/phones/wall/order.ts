import type { Phone } from '../../../../src/control/wire.ts';

/** More phones than these have no room on a wall. */
export const MOST = 6;

/** How many a wall has room for. Programs that use the lab, such as the check, want to reach every phone: `?wall=all`. */
export const mostIn = (view: string): number => (view === 'all' ? Number.POSITIVE_INFINITY : MOST);

/** What a wall shows: these phones in this order; undefined as long as nobody has chosen. */
export type Order = readonly string[] | undefined;

/** The phones on the wall, in its order: those that are chosen and still there, else the first that there are. */
export function phonesOn(order: Order, phones: readonly Phone[], most = MOST): Phone[] {
  const chosen = (order ?? []).flatMap((id) => phones.find((phone) => phone.id === id) ?? []);
  return (chosen.length > 0 ? chosen : phones).slice(0, most);
}

/** With these added at the end; on a full wall they take the places of the last others. */
export function withPhones(ids: readonly string[], added: readonly string[]): string[] {
  const coming = added.filter((id) => !ids.includes(id));
  const others = ids.filter((id) => !added.includes(id));
  const leaving = others.slice(Math.max(0, others.length + MOST - ids.length - coming.length));
  return [...ids.filter((id) => !leaving.includes(id)), ...coming].slice(0, MOST);
}

export const withoutPhone = (ids: readonly string[], id: string): string[] =>
  ids.filter((other) => other !== id);

/** Moved to a place, counted from 0; beyond the ends: to the end. */
export function movedTo(ids: readonly string[], id: string, at: number): string[] {
  if (!ids.includes(id)) return [...ids];
  const others = withoutPhone(ids, id);
  const to = Math.max(0, Math.min(at, others.length));
  return [...others.slice(0, to), id, ...others.slice(to)];
}
