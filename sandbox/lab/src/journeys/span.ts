const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const UNITS = { days: DAY, hours: HOUR, minutes: MINUTE } as const;
export type Unit = keyof typeof UNITS;

/** A span of time as somebody types it: the largest unit that fits whole. */
export function spanOf(ms: number): { amount: number; unit: Unit } {
  const unit = (Object.keys(UNITS) as Unit[]).find((name) => ms !== 0 && ms % UNITS[name] === 0) ?? 'minutes';
  return { amount: ms / UNITS[unit], unit };
}

/** `2 days`, `1 hour`; of the largest unit, rounded. */
export function spanInWords(ms: number): string {
  const unit = (Object.keys(UNITS) as Unit[]).find((name) => Math.abs(ms) >= UNITS[name]) ?? 'minutes';
  const amount = Math.round((Math.abs(ms) / UNITS[unit]) * 10) / 10;
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  ...{
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
});

const short = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
});
/** `26 Nov, 15:30` */
export const shortMoment = (at: number): string => short.format(at);

/** `Thu, 26 Nov 2026, 15:30 CET`, on this computer’s clock: fields for moments are in UTC. */
export const momentInWords = (at: number): string => moment.format(at);
