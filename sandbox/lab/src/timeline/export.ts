import type { TimelineEvent } from '../../../src/control/wire.ts';
import type { Trace } from './trace/traces.ts';

/** One event a line, as JSON, in the order in which they happened. */
export function ndjson(traces: readonly Pick<Trace, 'events'>[]): string {
  const events: TimelineEvent[] = traces.flatMap((trace) => trace.events);
  return events
    .sort((a, b) => a.seq - b.seq)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

const TYPES: Record<string, string> = {
  ndjson: 'application/x-ndjson',
  har: 'application/json',
  json: 'application/json',
};

/** Offers a text as a file of this name. */
export function download(text: string, name: string): void {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
