import type { Lab } from './lab-context.ts';
import { readAddress, writeAddress } from './timeline/address.ts';

/** Takes panel, trace and filter from the page's address, and keeps them in it. */
export function syncAddress({ panel, trace, filter }: Pick<Lab, 'panel' | 'trace' | 'filter'>): void {
  let reading = false;
  const read = () => {
    reading = true;
    const address = readAddress(location.search);
    filter.set(address.filter);
    trace.set(address.trace);
    if (address.shown) panel.set('timeline');
    reading = false;
  };
  const write = (asStep: boolean) => {
    if (reading) return;
    const search = writeAddress(location.search, {
      ...{ shown: panel.get() === 'timeline', trace: trace.get(), filter: filter.get() },
    });
    if (search === location.search) return;
    history[asStep ? 'pushState' : 'replaceState'](null, '', `${location.pathname}${search}`);
  };
  read();
  addEventListener('popstate', read);
  panel.subscribe(() => write(false));
  filter.subscribe(() => write(false));
  let had = trace.get();
  trace.subscribe(() => {
    // Opening a trace is a step, so that “back” leads to the list; from one trace to another is none.
    write(had === '');
    had = trace.get();
  });
}
