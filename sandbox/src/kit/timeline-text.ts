import { hopNames } from '../control/hop-names.ts';
import type { Phone, TimelineEvent } from '../control/wire.ts';
import { branchOf } from '../explain/branch.ts';
import { createAliases } from './aliases.ts';

export interface TextOptions {
  /** Every phone, under the name that the text is to have for it. */
  phones: readonly Pick<Phone, 'id' | 'name' | 'token' | 'tokens'>[];
  /** Id of the phone that the text is about. */
  only?: string;
}

type Hop = TimelineEvent['hop'];

/** The order of the path: of a page call, and of everything else. */
const PUSH: Hop[] = ['lab', 'dynamics', 'apns', 'fcm', 'phone', 'shell', 'page', 'gateway'];
const CALL: Hop[] = ['lab', 'page', 'phone', 'shell', 'gateway', 'dynamics', 'apns', 'fcm'];

/**
 * What happens as often as the machine is slow, and tells nothing of a path: the gateway's requests and polls, the
 * connections below.
 */
const LEFT_OUT = new Set(['request', 'log', 'connection.ended', 'token.issued', 'channel.checking']);

/**
 * The timeline as text that is the same in every run of the same test. Each trace is a paragraph, in the order in which
 * they began; in it the stations stand in the order of the path, each with its own events in the order in which they
 * happened, but for devices that are served at once: one after the other. Times and numbers are left out, tokens and
 * ids have names instead.
 */
export function timelineText(events: readonly TimelineEvent[], { phones, only }: TextOptions): string {
  const aliases = createAliases(phones);
  const phone = phones.find(({ id }) => id === only);
  return tracesOf(events.filter(({ kind }) => !LEFT_OUT.has(kind)))
    .map((trace) => (phone ? branchOf(trace, phone) : trace))
    .filter((trace) => trace.length > 0)
    .map((trace) => paragraph(trace, aliases.in))
    .join('\n\n');
}

function tracesOf(events: readonly TimelineEvent[]): TimelineEvent[][] {
  const traces = new Map<string, TimelineEvent[]>();
  for (const event of events) traces.set(event.traceId, [...(traces.get(event.traceId) ?? []), event]);
  return [...traces.values()];
}

function paragraph(trace: readonly TimelineEvent[], named: (text: string) => string): string {
  const path = trace.some(({ kind }) => kind === 'page.call') ? CALL : PUSH;
  const rank = ({ hop }: TimelineEvent) => path.indexOf(hop);
  const name = ({ phone = '' }: TimelineEvent) => named(phone);
  const stations = [...trace].sort(
    (a, b) => rank(a) - rank(b) || name(a).localeCompare(name(b)) || a.seq - b.seq,
  );
  const lines = byToken(stations, named).map((event) => lineOf(event, named));
  // A poll more or less says nothing.
  return lines.filter((line, index) => line !== lines[index - 1]).join('\n');
}

/**
 * What a station says of several devices in one go comes as their providers answer, which is another order each time:
 * it is told device by device.
 */
function byToken(events: readonly TimelineEvent[], named: (text: string) => string): TimelineEvent[] {
  let go = 0;
  const places = events.map((event, index) => {
    const { token } = event.detail ?? {};
    const station = events[index - 1];
    const known = event.phone === undefined && typeof token === 'string';
    if (!known || station?.hop !== event.hop || station.phone !== event.phone) go++;
    return { event, go, token: known ? named(token) : '' };
  });
  return places.sort((a, b) => a.go - b.go || a.token.localeCompare(b.token)).map(({ event }) => event);
}

function lineOf(
  { hop, kind, phone, summary, outcome }: TimelineEvent,
  named: (text: string) => string,
): string {
  const mark = outcome === 'failed' ? '✗' : ' ';
  const who = phone === undefined ? hopNames[hop] : `${hopNames[hop]} (${named(phone)})`;
  return `${mark} ${who.padEnd(20)} ${kind.padEnd(22)} ${named(summary)}`;
}
