import { sameId } from '../../channel/devices.ts';
import type { Interaction } from '../analytics/records.ts';
import type { Settings } from './settings.ts';

const DAY = 24 * 3600 * 1000;
/** §4: rolling windows. */
const WINDOWS = { daily: DAY, weekly: 7 * DAY, monthly: 30 * DAY } as const;

/** `bypass`: send although the cap is reached. */
interface Moment {
  now: number;
  bypass: boolean;
}

export type FrequencyCap = ReturnType<typeof createFrequencyCap>;

/**
 * Counts commercial pushes by the id of the person (facts: dynamics.md §4 "entity ID"). It begins with the interaction
 * data, when a cap is first asked for; without a cap nothing is counted.
 */
export function createFrequencyCap(rows: () => readonly Interaction[]) {
  let counted: Map<string, number[]> | undefined;

  function open(now: number): Map<string, number[]> {
    const sends = new Map<string, number[]>();
    for (const { name, designation, personId, at, reason } of rows()) {
      // An interrupted push may have gone out.
      const out = name === 'Push Notification Sent' || reason === 'interrupted';
      if (!out || designation !== 'commercial' || !personId || at <= now - WINDOWS.monthly) continue;
      const key = sameId(personId);
      sends.set(key, [...(sends.get(key) ?? []), at]);
    }
    return sends;
  }
  return {
    /**
     * Takes one push for the person, unless the cap is reached: then undefined. What is not sent is given back. A push
     * that bypasses the cap is counted too.
     */
    take(personId: string, cap: Settings['frequencyCap'], { now, bypass }: Moment) {
      const capped = Object.values(cap).some((limit) => limit !== undefined);
      if (!capped) {
        counted = undefined;
        return { giveBack: () => undefined };
      }
      counted ??= open(now);
      const key = sameId(personId);
      const sends = counted.get(key) ?? [];
      counted.set(key, sends);
      while ((sends[0] ?? now) <= now - WINDOWS.monthly) sends.shift();
      const full = Object.entries(WINDOWS).some(([name, window]) => {
        const limit = cap[name as keyof typeof WINDOWS];
        return limit !== undefined && sends.filter((at) => at > now - window).length >= limit;
      });
      if (full && !bypass) return undefined;
      sends.push(now);
      return {
        giveBack() {
          const index = sends.indexOf(now);
          if (index >= 0) sends.splice(index, 1);
        },
      };
    },
  };
}
