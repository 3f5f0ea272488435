import { useEffect, useState } from 'react';
import { useLab } from './lab-context.ts';
import { createRemote, type Remote } from './remote.ts';
import { useStore } from './store.ts';

/** What a panel asks the sandbox for: undefined until the first answer. */
export interface Asked<T> {
  value: T | undefined;
  /** Asks again; done when that has been answered. */
  refresh(): Promise<void>;
}

/**
 * Asks when the component is first drawn, after a lost connection, and whenever something may have changed in
 * Dynamics. `load` must stay the same function while it means the same question.
 */
export function useRemote<T>(load: () => Promise<T>): Asked<T> {
  const { notices, connection } = useLab();
  const [remote, setRemote] = useState<Remote<T>>(() => createRemote(() => notices.watch(load())));
  const [asked, setAsked] = useState(() => load);
  if (asked !== load) {
    setAsked(() => load);
    setRemote(createRemote(() => notices.watch(load())));
  }
  useEffect(() => {
    remote.refresh();
    const again = () => {
      if (connection.status.get() === 'open') remote.refresh();
    };
    const stops = [connection.dynamicsVersion.subscribe(again), connection.status.subscribe(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [remote, connection]);
  return { value: useStore(remote), refresh: remote.refresh };
}

/** What was answered last, while another question has no answer yet. */
export function useLatest<T>(value: T | undefined): T | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && value !== latest) setLatest(value);
  return value ?? latest;
}
