import { useEffect } from 'react';
import type { Unsubscribe } from '../../core/ports.ts';
import type { ViewState } from '../page/page-view.ts';

/** A page that could not be loaded is loaded as soon as the phone has a network again. */
export function useRetryOnline(problem: ViewState['problem'], retry: () => void): void {
  useEffect(() => {
    if (problem !== 'unreachable') return;
    let stop: Unsubscribe | undefined;
    let over = false;
    import('../ports/network.ts').then(
      ({ onOnline }) => {
        if (!over) stop = onOnline(retry);
      },
      // Without it there is still the button.
      () => {},
    );
    return () => {
      over = true;
      stop?.();
    };
  }, [problem, retry]);
}
