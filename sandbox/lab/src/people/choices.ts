import type { Contact } from '../../../src/control/wire.ts';
import type { Choice } from './person-field.tsx';

/** Contacts as they are offered: with how many devices can be reached. */
export const choicesOf = (contacts: readonly Contact[]): Choice[] =>
  contacts.map(({ contactId, fullName, email = '', userIds, devices }) => ({
    id: contactId,
    name: fullName,
    note: devices === 0 ? 'no device' : devices === 1 ? '1 device' : `${devices} devices`,
    words: [email, contactId, ...userIds].join(' '),
  }));
