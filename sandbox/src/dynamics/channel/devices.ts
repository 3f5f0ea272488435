import type { Device } from '../records.ts';

/** The same record, however its id is written: dashed or 32 hex, either case (facts: dynamics.md §10 #15). */
export const sameId = (id: string): string => id.replaceAll('-', '').toLowerCase();

/** What makes a device one row: app, user and token (§10 #16). */
type DeviceKey = Pick<Device, 'mobileAppId' | 'userId' | 'token'>;
type Person = Omit<DeviceKey, 'token'>;

export type DeviceTable = ReturnType<typeof createDeviceTable>;

/**
 * The device table of all mobile apps, indexed by app and user. Hardly anybody has several devices in an app: the only
 * one stands there by itself, as a list would take as much room again.
 */
export function createDeviceTable(rows: Device[] = []) {
  const apps = new Map<string, Map<string, Device | Device[]>>();
  const of = ({ mobileAppId, userId }: Person) =>
    [apps.get(sameId(mobileAppId))?.get(sameId(userId)) ?? []].flat();
  function set({ mobileAppId, userId }: Person, devices: Device[]): void {
    const people = apps.get(sameId(mobileAppId)) ?? new Map<string, Device | Device[]>();
    apps.set(sameId(mobileAppId), people);
    const [first, ...others] = devices;
    if (first) people.set(sameId(userId), others.length > 0 ? devices : first);
    else people.delete(sameId(userId));
  }
  function put(device: Device): void {
    const known = of(device);
    const index = known.findIndex(({ token }) => token === device.token);
    if (index < 0) known.push(device);
    else known[index] = device;
    set(device, known);
  }
  rows.forEach(put);
  return {
    put,
    get: (key: DeviceKey) => of(key).find(({ token }) => token === key.token),
    remove(key: DeviceKey): boolean {
      const known = of(key);
      const left = known.filter(({ token }) => token !== key.token);
      set(key, left);
      return left.length < known.length;
    },
    /** The person's devices in one app. */
    of,
    all: (): Device[] => [...apps.values()].flatMap((people) => [...people.values()].flat()),
  };
}
