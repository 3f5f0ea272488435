import { type Address, withParameters } from './address.ts';
import type { Lab } from './lab-context.ts';
import { panelNamed } from './panels.ts';
import { readAddress, writeAddress } from './timeline/address.ts';
import { everything, type TraceFilter } from './timeline/filter.ts';

/** Takes panel, trace and filter from the page's address, and keeps them in it. */
export function syncAddress(
  address: Address,
  { panel, trace, filter }: Pick<Lab, 'panel' | 'trace' | 'filter'>,
): void {
  let writing = false;
  let reading = false;
  const read = () => {
    if (writing) return;
    reading = true;
    const timeline = readAddress(address.get());
    // The same object where it means the same: a new one has all traces looked at anew.
    if (!isSame(filter.get(), timeline.filter)) filter.set(timeline.filter);
    trace.set(timeline.trace);
    panel.set(panelNamed(new URLSearchParams(address.get()).get('panel')));
    reading = false;
  };
  const write = (asStep: boolean) => {
    if (reading) return;
    writing = true;
    const shown = panel.get() === 'phones' ? '' : panel.get();
    const timeline = writeAddress(address.get(), { trace: trace.get(), filter: filter.get() });
    address.set(withParameters(timeline, { panel: shown }), asStep);
    writing = false;
  };
  read();
  address.subscribe(read);
  panel.subscribe(() => write(false));
  filter.subscribe(() => write(false));
  let had = trace.get();
  trace.subscribe(() => {
    // Opening a trace is a step, so that “back” leads to the list; from one trace to another is none.
    write(had === '');
    had = trace.get();
  });
}

/** The same address with this trace in front: no filter hides it. */
export const linkToTrace = (search: string, trace: string): string =>
  withParameters(writeAddress(search, { trace, filter: everything }), { panel: 'timeline' });

const isSame = (one: TraceFilter, other: TraceFilter): boolean =>
  one.phone === other.phone &&
  one.text === other.text &&
  one.state === other.state &&
  one.hop === other.hop &&
  one.housekeeping === other.housekeeping;
