import type { JourneySettings } from '../../../../src/control/journey-wire.ts';
import { type Night, nightOf, quietOf } from './night.ts';

export const CAPS = { daily: 'In 24 hours', weekly: 'In 7 days', monthly: 'In 30 days' } as const;
export type Cap = keyof typeof CAPS;
export const CAP_NAMES = Object.keys(CAPS) as Cap[];

/** What was typed and is not saved. */
export interface Typed {
  caps?: Partial<Record<Cap, string>>;
  commercial?: Night;
  transactional?: Night;
}

/** What a form shows of limits: what was typed, else what is set. */
export function shownOf({ frequencyCap, quietTimes }: JourneySettings, typed: Typed) {
  return {
    limit: (name: Cap) => typed.caps?.[name] ?? String(frequencyCap[name] ?? ''),
    commercial: typed.commercial ?? nightOf(quietTimes.commercial),
    transactional: typed.transactional ?? nightOf(quietTimes.transactional),
  };
}

/** The limits as they are set, with what was typed in its place. */
export function withTyped(settings: JourneySettings, typed: Typed): JourneySettings {
  const { limit, commercial, transactional } = shownOf(settings, typed);
  const limits = CAP_NAMES.map((name) => [name, Math.floor(Number(limit(name)))] as const);
  return {
    frequencyCap: Object.fromEntries(limits.filter(([, most]) => most >= 1)),
    quietTimes: {
      commercial: quietOf(commercial, settings.quietTimes.commercial),
      transactional: quietOf(transactional, settings.quietTimes.transactional),
    },
  };
}
