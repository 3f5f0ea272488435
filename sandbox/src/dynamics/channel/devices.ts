import type { Device } from '../records.ts';

/** The same record, however its id is written: dashed or 32 hex, either case (facts: dynamics.md §10 #15). */
export const sameId = (id: string): string => id.replaceAll('-', '').toLowerCase();

/** What makes a device one row: app, user and token (§10 #16). */
type DeviceKey = Pick<Device, 'mobileAppId' | 'userId' | 'token'>;

export type DeviceTable = ReturnType<typeof createDeviceTable>;

/** The device table of all mobile apps, indexed by app and user. A person's devices are few: a list takes least room. */
export function createDeviceTable(rows: Device[] = []) {
  const people = new Map<string, Device[]>();
  const of = (person: Omit<DeviceKey, 'token'>) => people.get(personKey(person)) ?? [];
  const without = (key: DeviceKey) => of(key).filter(({ token }) => token !== key.token);
  const put = (device: Device) => {
    const known = of(device);
    const index = known.findIndex(({ token }) => token === device.token);
    if (index >= 0) known[index] = device;
    // Not spread nor pushed: V8 then keeps room for sixteen more, for each of 100,000 people.
    else people.set(personKey(device), known.concat(device));
  };
  rows.forEach(put);
  return {
    put,
    get: (key: DeviceKey) => of(key).find(({ token }) => token === key.token),
    remove(key: DeviceKey): boolean {
      const [before, left] = [of(key).length, without(key)];
      if (left.length > 0) people.set(personKey(key), left);
      else people.delete(personKey(key));
      return left.length < before;
    },
    /** The person's devices in one app. */
    of: (person: Omit<DeviceKey, 'token'>): Device[] => [...of(person)],
    all: (): Device[] => [...people.values()].flat(),
  };
}

const personKey = ({ mobileAppId, userId }: Omit<DeviceKey, 'token'>) =>
  `${sameId(mobileAppId)}/${sameId(userId)}`;
