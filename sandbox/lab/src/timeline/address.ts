import type { TimelineEvent } from '../../../src/control/wire.ts';
import { type TraceFilter, usual } from './filter.ts';

/** What of the timeline is in the page's address: a link shows somebody else the same. */
export interface TimelineAddress {
  /** The chosen trace; empty for none. */
  trace: string;
  filter: TraceFilter;
}

const STATES = ['stopped', 'waiting', 'done'] as const;
const NAMES = ['trace', 'phone', 'state', 'hop', 'q', 'all'];

/** Reads `?trace=…&phone=…&state=…&hop=…&q=…&all=1`; what it does not know counts as absent. */
export function readAddress(search: string): TimelineAddress {
  const read = new URLSearchParams(search);
  const one = (name: string) => read.get(name) ?? '';
  return {
    trace: one('trace'),
    filter: {
      ...{ phone: one('phone'), text: one('q'), housekeeping: one('all') === '1' },
      state: STATES.find((state) => state === one('state')) ?? '',
      hop: HOPS.find((hop) => hop === one('hop')) ?? '',
    },
  };
}

/** The same address with the timeline's part replaced; what others keep there stays. */
export function writeAddress(search: string, { trace, filter }: TimelineAddress): string {
  const written = new URLSearchParams(search);
  for (const name of NAMES) written.delete(name);
  const { phone, state, hop, text: q, housekeeping } = filter;
  const all = housekeeping === usual.housekeeping ? '' : '1';
  for (const [name, value] of Object.entries({ trace, phone, state, hop, q, all }))
    if (value) written.set(name, value);
  const text = written.toString();
  return text ? `?${text}` : '';
}

export const HOPS: readonly TimelineEvent['hop'][] = [
  ...(['page', 'shell', 'gateway', 'dynamics', 'apns', 'fcm', 'phone', 'lab'] as const),
];
