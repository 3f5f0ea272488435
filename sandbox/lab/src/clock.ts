import { createStore } from './store.ts';

const MINUTE = 60_000;
const minuteNow = () => Math.floor(Date.now() / MINUTE) * MINUTE;

/** The present minute, for the phones' status bars; milliseconds since the epoch. */
export function createMinuteClock() {
  const minute = createStore(minuteNow());
  const timer = setInterval(() => minute.set(minuteNow()), 1000);
  return { get: minute.get, subscribe: minute.subscribe, close: () => clearInterval(timer) };
}

const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit' });
const second = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en', { weekday: 'long', month: 'long', day: 'numeric' });

/** `9:41` */
export const formatTime = (at: number): string => time.format(at).replace(/^0(?=\d)/, '');
/** `09:41:05` */
export const formatSecond = (at: number): string => second.format(at);
/** `Monday, June 9` */
export const formatDay = (at: number): string => day.format(at);
