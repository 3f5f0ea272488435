import { useEffect, useRef } from 'react';
import type { ScenarioRun } from '../../../../src/control/scenario-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { isOpen } from './find.ts';

/** Brings the phones of runs that are under way onto the wall, each once. */
export function useWatched(runs: readonly ScenarioRun[]): void {
  const { wall, connection } = useLab();
  const there = useStore(connection.phones);
  const brought = useRef(new Set<string>());
  const coming = runs
    .filter(isOpen)
    .flatMap(({ phones }) => phones)
    .filter((id) => there.some((phone) => phone.id === id));
  const key = coming.join(' ');
  useEffect(() => {
    for (const id of key.split(' ').filter(Boolean)) {
      if (brought.current.has(id)) continue;
      brought.current.add(id);
      wall.show(id);
    }
  }, [wall, key]);
}
