import { useState } from 'react';
import type { Contact } from '../../../src/control/wire.ts';
import { suggestContact } from './draft.ts';

/**
 * Somebody of `ids` to begin with: `usual`, who then stays as long as they are there. Whom it is for must not change under
 * the hands of whoever writes it, only because others can be reached meanwhile.
 */
export function useSuggested(ids: readonly string[], usual: string): string {
  const [kept, keep] = useState('');
  const suggested = ids.includes(kept) ? kept : usual;
  if (suggested !== kept) keep(suggested);
  return suggested;
}

/** A contact. Who has no device makes room for the first one who has: only somebody who can be reached stays. */
export function useSuggestedContact(contacts: readonly Contact[]): string {
  const reachable = contacts.filter(({ devices }) => devices > 0);
  const usual = suggestContact(contacts);
  const ids = contacts.map(({ contactId }) => contactId);
  return useSuggested(ids, reachable.length > 0 ? usual : '') || usual;
}
