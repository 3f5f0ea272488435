import { useCallback } from 'react';
import { useLab } from '../lab-context.ts';
import { nameOf, usePeople } from '../people/use-people.ts';
import { useStore } from '../store.ts';
import { useRemote } from '../use-remote.ts';
import type { Addressee, Audience } from './audience.ts';

/** Who is in the audience at this moment; undefined until it is known. */
export function useAddressees({ kind, id }: Audience): Addressee[] | undefined {
  const { client, contacts: known } = useLab();
  const contacts = useStore(known);
  const people = usePeople('contact').value;
  const load = useCallback(
    async () => (kind === 'segment' && id ? client.segmentMembers(id) : id ? [id] : []),
    [client, kind, id],
  );
  const ids = useRemote(load).value;
  if (!ids || !people || !contacts) return undefined;
  const rows = new Map(people.map((person) => [person.id, person]));
  const devices = new Map(contacts.map((contact) => [contact.contactId, contact.devices]));
  return ids.map((personId) => {
    const row = rows.get(personId);
    return {
      id: personId,
      name: row ? nameOf(row) : personId,
      devices: devices.get(personId) ?? 0,
      refuses: row?.columns.donotsendmm === true,
      trackingConsent: row?.trackingConsent === true,
    };
  });
}
