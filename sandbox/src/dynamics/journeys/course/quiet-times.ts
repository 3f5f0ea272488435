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
  const offset = offsetOf(timeZone, moment);
  const local = moment + offset;
  const midnight = Math.floor(local / DAY) * DAY;
  const ends = [...weeklyEnds(quiet, local, midnight), ...dateEnds(quiet, local)];
  if (ends.length === 0) return undefined;
  const end = Math.max(...ends) - offset;
  // Where the clocks change within the span, the wall clock jumps: what is quiet is asked again from there.
  return offsetOf(timeZone, end) === offset ? end : changeOfClocks(timeZone, moment, end);
}

const offsetOf = (timeZone: string, moment: number) => tzOffset(timeZone, new Date(moment)) * MINUTE;

/** The first minute after `from` that has another offset; `to` has. */
function changeOfClocks(timeZone: string, from: number, to: number): number {
  const offset = offsetOf(timeZone, from);
  let [before, after] = [Math.floor(from / MINUTE), Math.ceil(to / MINUTE)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetOf(timeZone, middle * MINUTE) === offset) before = middle;
    else after = middle;
  }
  return after * MINUTE;
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
  // A stretch that is too long holds a date, and begins within the week before the first of them; or is all weeks.
  const starts = [...quiet.dates.map(({ from }) => Date.parse(from)), 0];
  return starts.some((start) => longest(spansAround(quiet, start)) > MAX_DAYS * DAY);
}

type Span = readonly [from: number, to: number];

/** The quiet spans from a week before a day to 30 days after it, in local time. */
function spansAround({ weekly, dates }: Quiet, start: number): Span[] {
  const days = Array.from({ length: 38 }, (_, index) => start + (index - 8) * DAY);
  const hours = days.flatMap((midnight) =>
    weekly
      .filter((each) => each.days.includes(new Date(midnight).getUTCDay()))
      .map(({ from, to }): Span => [midnight + ofDay(from), midnight + ofDay(to)]),
  );
  return [...hours, ...dates.map(({ from, to }): Span => [Date.parse(from), Date.parse(to) + DAY])];
}

/** The longest stretch without a gap. */
function longest(spans: Span[]): number {
  let [most, begin, end] = [0, 0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of spans.sort(([one], [other]) => one - other)) {
    if (from > end) begin = from;
    end = Math.max(end, to);
    most = Math.max(most, end - begin);
  }
  return most;
}
