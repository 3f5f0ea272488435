import type { Device } from '../records.ts';

/** The same record, however its id is written: dashed or 32 hex, either case (facts: dynamics.md §10 #15). */
export const sameId = (id: string): string => id.replaceAll('-', '').toLowerCase();

/** What makes a device one row: app, user and token (§10 #16). */
type DeviceKey = Pick<Device, 'mobileAppId' | 'userId' | 'token'>;

export type DeviceTable = ReturnType<typeof createDeviceTable>;

/** The device table of all mobile apps, indexed by app and user. */
export function createDeviceTable(rows: Device[] = []) {
  const people = new Map<string, Map<string, Device>>();
  const put = (device: Device) => {
    const person = personKey(device);
    const devices = people.get(person) ?? new Map<string, Device>();
    people.set(person, devices.set(device.token, device));
  };
  rows.forEach(put);
  return {
    put,
    get: (key: DeviceKey) => people.get(personKey(key))?.get(key.token),
    remove(key: DeviceKey): boolean {
      const devices = people.get(personKey(key));
      const removed = devices?.delete(key.token) ?? false;
      if (devices?.size === 0) people.delete(personKey(key));
      return removed;
    },
    /** The person's devices in one app. */
    of: (person: Omit<DeviceKey, 'token'>): Device[] => [...(people.get(personKey(person))?.values() ?? [])],
    all: (): Device[] => [...people.values()].flatMap((devices) => [...devices.values()]),
  };
}

const personKey = ({ mobileAppId, userId }: Omit<DeviceKey, 'token'>) =>
  `${sameId(mobileAppId)}/${sameId(userId)}`;
