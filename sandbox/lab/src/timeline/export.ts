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

/** Offers the traces as a file. */
export function download(traces: readonly Pick<Trace, 'events'>[], name: string): void {
  const url = URL.createObjectURL(new Blob([ndjson(traces)], { type: 'application/x-ndjson' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
