import { useCallback } from 'react';
import { useLab } from '../lab-context.ts';
import { findContacts } from '../people/find-people.ts';
import { nameOf } from '../people/use-people.ts';
import { useStore } from '../store.ts';
import { useRemote } from '../use-remote.ts';
import type { Addressee, Audience } from './audience.ts';

/** Who is in the audience at this moment; undefined until it, and the audience itself, is known. */
export function useAddressees(audience: Audience | undefined): Addressee[] | undefined {
  const { client, contacts: known } = useLab();
  const contacts = useStore(known);
  const { kind, id } = audience ?? {};
  const load = useCallback(async () => {
    if (!kind) return undefined;
    const ids = kind === 'segment' && id ? await client.segmentMembers(id) : id ? [id] : [];
    // Each of them: whoever refuses must be known before anything is sent.
    const find = await findContacts(client, ids);
    return ids.map((personId) => ({ personId, row: find(personId) }));
  }, [client, kind, id]);
  const members = useRemote(load).value;
  if (!members || !contacts) return undefined;
  const devices = new Map(contacts.map((contact) => [contact.contactId, contact.devices]));
  return members.map(({ personId, row }) => ({
    id: personId,
    name: row ? nameOf(row) : personId,
    devices: devices.get(row?.id ?? personId) ?? 0,
    refuses: row?.columns.donotsendmm === true,
    trackingConsent: row?.trackingConsent === true,
    columns: row?.columns ?? {},
  }));
}
