import type { Contact, Phone } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';
import type { Item } from './item.ts';
import { itemsFor } from './items.ts';
import type { PageKind, Run } from './result.ts';

/** What tells a run from the others. */
export interface RunName extends Pick<Run, 'phone' | 'page'> {
  /** Id of the phone in the sandbox. */
  id?: string;
}

/** A run as it is to be made. */
export interface Plan {
  run: RunName;
  phone: Phone;
  contact: Contact;
  items: Item[];
}

export interface Planning {
  phones: Phone[];
  contacts: Contact[];
  pages: PageKind[];
  /** Numbers of items; default: all that apply. */
  only?: number[] | undefined;
}

/** For each person the runs of their phones, one after the other. Throws CheckFailure where there is nothing to do. */
export function planRuns({ phones, contacts, pages, only }: Planning): Plan[][] {
  if (phones.length === 0) throw new CheckFailure('phones-missing');
  if (contacts.length === 0) throw new CheckFailure('contacts-missing');
  const plans = contacts
    .map((contact, index) =>
      phones
        // Each phone has a person of its own, as far as they go: a push to one reaches all their phones.
        .filter((_, at) => at % contacts.length === index)
        .map((phone) => ({ phone, items: itemsFor(phone, only) }))
        .filter(({ items }) => items.length > 0)
        .flatMap(({ phone, items }) =>
          pages.map(
            (page): Plan => ({ run: { phone: phone.name, page, id: phone.id }, phone, contact, items }),
          ),
        ),
    )
    .filter((plan) => plan.length > 0);
  if (plans.length === 0) throw new CheckFailure('nothing-to-check');
  return plans;
}
