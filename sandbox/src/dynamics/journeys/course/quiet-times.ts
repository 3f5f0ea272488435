import { tzOffset } from '@date-fns/tz';
import type { Quiet } from './settings.ts';

/** §4: quiet times block at most so many consecutive days. */
const MAX_DAYS = 21;
const DAY = 24 * 3600 * 1000;
const MINUTE = 60_000;

/** When a push that is due `at` may go out: at once, or when the quiet times around that moment end. */
export function quietUntil(quiet: Quiet, timeZone: string, at: number): number {
  if (quiet.weekly.length === 0 && quiet.dates.length === 0) return at;
  let moment = at;
  for (let end = endOfSpan(quiet, timeZone, moment); end; end = endOfSpan(quiet, timeZone, moment)) {
    moment = end;
    if (moment - at > (MAX_DAYS + 2) * DAY) break;
  }
  return moment;
}

/** Where the quiet span that holds the moment ends; undefined outside all of them. */
function endOfSpan(quiet: Quiet, timeZone: string, moment: number): number | undefined {
  const offset = tzOffset(timeZone, new Date(moment)) * MINUTE;
  const local = moment + offset;
  const midnight = Math.floor(local / DAY) * DAY;
  const ends = [...weeklyEnds(quiet, local, midnight), ...dateEnds(quiet, local)];
  if (ends.length === 0) return undefined;
  // Where the clocks change within the span, its end has another offset.
  const end = Math.max(...ends) - offset;
  const shifted = end + offset - tzOffset(timeZone, new Date(end)) * MINUTE;
  return Math.max(shifted, moment + MINUTE);
}

function weeklyEnds({ weekly }: Quiet, local: number, midnight: number): number[] {
  const day = new Date(midnight).getUTCDay();
  const today = weekly.filter(({ days }) => days.includes(day));
  const spans = today.map(({ from, to }) => [midnight + ofDay(from), midnight + ofDay(to)] as const);
  return spans.filter(([from, to]) => from <= local && local < to).map(([, to]) => to);
}

function dateEnds({ dates }: Quiet, local: number): number[] {
  const spans = dates.map(({ from, to }) => [Date.parse(from), Date.parse(to) + DAY] as const);
  return spans.filter(([from, to]) => from <= local && local < to).map(([, to]) => to);
}

/** Milliseconds from midnight to a time as `22:30`. */
function ofDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

/** Whether somewhere more than 21 days in a row are quiet: around the dates, or in any week. */
export function stretchIsTooLong(quiet: Quiet): boolean {
  const days = quiet.dates.flatMap(({ from }) =>
    Array.from({ length: 8 }, (_, before) => Date.parse(from) - before * DAY),
  );
  const week = Array.from({ length: 7 }, (_, day) => day * DAY);
  return [...days, ...week].some((start) => quietUntil(quiet, 'UTC', start) - start > MAX_DAYS * DAY);
}
