import { type Address, withParameters } from './address.ts';
import type { Lab } from './lab-context.ts';
import { panelNamed } from './panels.ts';
import { readAddress, writeAddress } from './timeline/address.ts';

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
    filter.set(timeline.filter);
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
