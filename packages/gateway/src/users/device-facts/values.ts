import type { DeviceFacts as Told } from '@journeys-push/contract/shell-gateway';
import type { DeviceFacts, Fact } from './config.ts';

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
    Object.entries(columns).map(([fact, column]) => [column, fitting(fact as Fact, known[fact])]),
  );
}

/** As long as docs/gateway/users.md says that a column must be. */
const LONGEST = 200;

/**
 * What fits the column, whatever a page says of its device: Dataverse would refuse anything else, and that is taken for
 * a mistake of the configuration.
 */
function fitting(fact: Fact, value: unknown): string | boolean | null {
  if (fact === 'notificationsEnabled') return value === true;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  // Not half of a surrogate pair.
  return String(value)
    .slice(0, LONGEST)
    .replace(/\p{Surrogate}$/u, '');
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
