import { useEffect, useState } from 'react';
import { useLab } from '../lab-context.ts';
import { createRemote } from '../remote.ts';
import { useStore } from '../store.ts';

/**
 * Asks the sandbox when the component is first drawn, after a lost connection and when the phones show another site; not
 * whenever something happens in Dynamics, as tests make it happen all the time. `load` must stay the same function while it means the same.
 */
export function useAnswer<T>(load: () => Promise<T>): { value: T | undefined; refresh(): void } {
  const { notices, connection } = useLab();
  const [remote] = useState(() => createRemote(() => notices.watch(load())));
  useEffect(() => {
    remote.refresh();
    const again = () => {
      if (connection.status.get() === 'open') remote.refresh();
    };
    const stops = [connection.siteVersion.subscribe(again), connection.status.subscribe(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [remote, connection]);
  return { value: useStore(remote), refresh: remote.refresh };
}
