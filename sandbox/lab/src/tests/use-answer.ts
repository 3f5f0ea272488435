import { useEffect, useState } from 'react';
import { useLab } from '../lab-context.ts';
import { createRemote } from '../remote.ts';
import { useStore } from '../store.ts';

/**
 * Asks the sandbox when the component is first drawn and after a lost connection; not whenever something happens in
 * Dynamics, as tests make it happen all the time. `load` must stay the same function while it means the same.
 */
export function useAnswer<T>(load: () => Promise<T>): { value: T | undefined; refresh(): void } {
  const { notices, connection } = useLab();
  const [remote] = useState(() => createRemote(() => notices.watch(load())));
  useEffect(() => {
    remote.refresh();
    return connection.status.subscribe(() => {
      if (connection.status.get() === 'open') remote.refresh();
    });
  }, [remote, connection]);
  return { value: useStore(remote), refresh: remote.refresh };
}
