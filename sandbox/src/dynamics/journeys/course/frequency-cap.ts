import { sameId } from '../../channel/devices.ts';
import type { Interaction } from '../analytics/records.ts';
import type { Settings } from './settings.ts';

const DAY = 24 * 3600 * 1000;
/** §4: rolling windows. */
const WINDOWS = { daily: DAY, weekly: 7 * DAY, monthly: 30 * DAY } as const;

/** What is counted of a push: the row of its sending, which may be under way. */
type Send = Pick<Interaction, 'name' | 'designation' | 'personId' | 'at' | 'reason'>;

export type FrequencyCap = ReturnType<typeof createFrequencyCap>;

/**
 * Counts commercial pushes by the id of the person (facts: dynamics.md §4 "entity ID"), from the moment that their
 * sending begins, whoever sends them. It begins with `rows`, those under way included, when a cap is first asked for;
 * without a cap nothing is counted.
 */
export function createFrequencyCap(rows: () => Iterable<Send>) {
  let counted: Map<string, number[]> | undefined;

  function open(now: number): Map<string, number[]> {
    counted = new Map();
    for (const row of rows()) if (row.at > now - WINDOWS.monthly) count(row);
    return counted;
  }
  function count(row: Send): void {
    if (!counted || !isCounted(row)) return;
    const key = sameId(row.personId);
    const sends = counted.get(key) ?? [];
    counted.set(key, sends);
    forget(sends, row.at);
    sends.push(row.at);
  }
  return {
    count,
    /** What was counted has not gone out. */
    giveBack(row: Send): void {
      const sends = isCounted(row) ? counted?.get(sameId(row.personId)) : undefined;
      const index = sends?.indexOf(row.at) ?? -1;
      if (index >= 0) sends?.splice(index, 1);
    },
    /** Whether the person has had as many as the cap allows. */
    isReached(personId: string, cap: Settings['frequencyCap'], now: number): boolean {
      if (Object.values(cap).every((limit) => limit === undefined)) {
        counted = undefined;
        return false;
      }
      const sends = (counted ?? open(now)).get(sameId(personId)) ?? [];
      forget(sends, now);
      return Object.entries(WINDOWS).some(([name, window]) => {
        const limit = cap[name as keyof typeof WINDOWS];
        return limit !== undefined && sends.filter((at) => at > now - window).length >= limit;
      });
    },
  };
}

function forget(sends: number[], now: number): void {
  while ((sends[0] ?? now) <= now - WINDOWS.monthly) sends.shift();
}

/** An interrupted push may have gone out. */
const isCounted = (row: Send): row is Send & { personId: string } =>
  row.designation === 'commercial' &&
  row.personId !== undefined &&
  (row.name === 'Push Notification Sent' || row.reason === 'interrupted');
