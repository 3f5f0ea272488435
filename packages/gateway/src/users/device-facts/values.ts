import type { DeviceFacts as Told } from '@journeys-push/contract/shell-gateway';
import type { DeviceFacts } from './config.ts';

/** A device as the gateway knows it. */
export interface KnownDevice {
  facts: Told;
  platform: string;
  appId: string;
  notificationsEnabled: boolean;
  lastSeen: Date;
}

/** Values by column. Null empties one. */
export type Values = Record<string, string | boolean | null>;

/** What the record should hold. */
export function valuesOf({ columns }: DeviceFacts, device: KnownDevice): Values {
  const { facts, platform, appId, notificationsEnabled, lastSeen } = device;
  const known: Record<string, unknown> = { ...facts, platform, appId, notificationsEnabled };
  known.lastSeen = lastSeen.toISOString().replace(/\.\d+/, '');
  return Object.fromEntries(
    Object.entries(columns).map(([fact, column]) => {
      const value = known[fact];
      return [column, typeof value === 'boolean' ? value : value === undefined ? null : String(value)];
    }),
  );
}

export interface Written {
  written: Values | null;
  writtenAt: Date | null;
}

const DAY = 24 * 60 * 60_000;

/** Whether to write: at once where something is new; that the device was seen again is news once a day. */
export function isNews(
  { columns }: DeviceFacts,
  values: Values,
  { written, writtenAt, now }: Written & { now: number },
): boolean {
  if (!written || !writtenAt) return true;
  const differ = Object.keys(values).filter((column) => values[column] !== written[column]);
  if (differ.some((column) => column !== columns.lastSeen)) return true;
  return differ.length > 0 && now - writtenAt.getTime() >= DAY;
}
