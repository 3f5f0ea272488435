/** Where a phone is and what it speaks: both decide how it writes the time. */
export interface Place {
  timeZone: string;
  /** BCP 47. */
  language: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A formatter takes milliseconds to make, and a phone shows the time often. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter({ timeZone, language }: Place, options: Intl.DateTimeFormatOptions) {
  const key = `${timeZone} ${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** `9:41`: without a. m. or p. m., which neither system writes into its status bar. */
export const timeOn = (place: Place, at: number): string =>
  formatter(place, { hour: 'numeric', minute: '2-digit' })
    .formatToParts(at)
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

/** `Thursday, November 26` */
export const dayOn = (place: Place, at: number): string =>
  formatter(place, { weekday: 'long', month: 'long', day: 'numeric' }).format(at);

/** `Thu, Nov 26` */
export const shortDayOn = (place: Place, at: number): string =>
  formatter(place, { weekday: 'short', month: 'short', day: 'numeric' }).format(at);

/** How long ago, as notifications say it: `now`, `5m ago`; on Android `5m`. After a day, the date. */
export function ageOn(place: Place, { at, now, short }: { at: number; now: number; short: boolean }): string {
  const age = Math.max(0, now - at);
  if (age >= DAY) return shortDayOn(place, at);
  const [unit, count] =
    age < HOUR
      ? (['minute', Math.floor(age / MINUTE)] as const)
      : (['hour', Math.floor(age / HOUR)] as const);
  const relative = new Intl.RelativeTimeFormat(place.language, { numeric: 'auto', style: 'narrow' });
  if (count === 0) return relative.format(0, 'second');
  if (!short) return relative.format(-count, unit);
  return new Intl.NumberFormat(place.language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count);
}

/** The minute that a time is in. */
export const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;
