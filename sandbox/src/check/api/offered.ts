import type { Checklist, PageKind } from '../../control/check-wire.ts';
import type { ControlClient } from '../../control/client.ts';
import type { Info } from '../../control/wire.ts';
import { judgedBy } from '../items/judged-by.ts';
import { itemsFor, titleOf } from '../items.ts';
import { NUMBERS } from './board.ts';

/** Pages that the sandbox has now; the first is the usual one. */
export const pagesOf = ({ builtInPage }: Pick<Info, 'builtInPage'>): [PageKind, ...PageKind[]] =>
  builtInPage ? ['bare', 'median-js-bridge'] : ['app'];

/** What can be checked now, and where. */
export async function checklistOf(control: ControlClient): Promise<Checklist> {
  const [profiles, phones, info] = await Promise.all([control.profiles(), control.phones(), control.info()]);
  const numbersOf = (kind: Parameters<typeof itemsFor>[0]) =>
    itemsFor(kind)
      .map(({ number }) => number)
      .sort((a, b) => a - b);
  return {
    items: NUMBERS.map((number) => ({ number, title: titleOf(number), judgedBy: judgedBy[number] ?? '' })),
    pages: pagesOf(info),
    profiles: Object.fromEntries(profiles.map((kind) => [kind.id, numbersOf({ ...kind, profile: kind.id })])),
    phones: Object.fromEntries(phones.map((phone) => [phone.id, numbersOf(phone)])),
  };
}
