import type { JourneySettings } from '../../../../src/control/journey-wire.ts';

type Quiet = JourneySettings['quietTimes']['commercial'];

/** The same quiet hours every day, as most have them. `other`: what is set is something else, and stays. */
export interface Night {
  on: boolean;
  from: string;
  to: string;
  other: boolean;
}

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const usual = { from: '22:00', to: '07:00' };
const daily = ({ days }: Quiet['weekly'][number]) => new Set(days).size === ALL_DAYS.length;

/** Dynamics keeps a night as its two halves. */
export function nightOf({ weekly, dates }: Quiet): Night {
  const off = { on: false, ...usual, other: false };
  if (weekly.length === 0 && dates.length === 0) return off;
  const other = { ...off, on: true, other: true };
  if (dates.length > 0 || !weekly.every(daily)) return other;
  const [first, second] = [...weekly].sort((one, two) => (one.from < two.from ? 1 : -1));
  if (!first) return off;
  if (!second) return { on: true, from: first.from, to: first.to, other: false };
  const night = weekly.length === 2 && first.to === '24:00' && second.from === '00:00';
  return night ? { on: true, from: first.from, to: second.to, other: false } : other;
}

/** `before`: what is set now, for what this form does not show. */
export function quietOf({ on, from, to, other }: Night, before: Quiet): Quiet {
  if (!on) return { weekly: [], dates: [] };
  if (other) return before;
  const day = (start: string, end: string) => (start < end ? [{ days: ALL_DAYS, from: start, to: end }] : []);
  const weekly = from < to ? day(from, to) : [...day('00:00', to), ...day(from, '24:00')];
  return { weekly, dates: [] };
}
