import type { CheckCreate, PageKind } from '../../control/check-wire.ts';
import type { ControlClient } from '../../control/client.ts';
import type { Info, Phone } from '../../control/wire.ts';
import { CheckFailure } from '../check-failure.ts';
import { phonesOf } from '../phones.ts';
import { pagesOf } from './offered.ts';

/** Throws CheckFailure for a page that the sandbox does not have now. */
export function chosenPages({ pages, shownBy }: CheckCreate, info: Info): PageKind[] {
  if (shownBy === 'sandbox') return ['bare'];
  const offered = pagesOf(info);
  const other = pages?.find((page) => !offered.includes(page));
  if (other) throw new CheckFailure('page-not-offered', `"${other}" is none of ${offered.join(', ')}.`);
  return pages ?? [offered[0]];
}

/** Phones whose page a browser shows. Throws CheckFailure for one that cannot be checked with these pages. */
export async function chosenPhones(
  control: ControlClient,
  { phones, profiles }: CheckCreate,
  pages: PageKind[],
): Promise<Phone[]> {
  if (!phones) return phonesOf(control, profiles);
  const there = await control.phones();
  const missing = phones.find((id) => !there.some((phone) => phone.id === id));
  if (missing !== undefined) throw new CheckFailure('phone-unknown', `"${missing}"`);
  const named = there.filter(({ id }) => phones.includes(id));
  // The sandbox's own page is empty: a bare one, and no other.
  const other = pages.some((page) => page !== 'bare') && named.find(({ page }) => page.byTest);
  if (other) throw new CheckFailure('page-by-test', `"${other.id}"`);
  const more = profiles && profiles.length > 0 ? await phonesOf(control, profiles) : [];
  return [...named, ...more.filter(({ id }) => !phones.includes(id))];
}

/** Phones of the check's own, with a page that needs no browser. `made` has those that are there, should one fail. */
export async function newPhones(
  control: ControlClient,
  { profiles = ['iphone'] }: CheckCreate,
  made: string[],
): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (const profile of profiles) {
    const { id } = await control.createPhone(profile);
    made.push(id);
    phones.push(await control.openPage(id));
  }
  return phones;
}
