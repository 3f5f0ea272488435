import { useSyncExternalStore } from 'react';
import { type Address, withParameters } from '../address.ts';
import { useLab } from '../lab-context.ts';

const read = (address: Address) => new URLSearchParams(address.get()).get('controls');

/** Whether a phone's controls are open. One phone's at a time: the address says whose. */
export function useControls(id: string): { open: boolean; show(): void; close(): void } {
  const { address } = useLab();
  const write = (controls: string) => address.set(withParameters(address.get(), { controls }));
  return {
    open: useSyncExternalStore(address.subscribe, () => read(address) === id),
    show: () => write(id),
    close: () => {
      if (read(address) === id) write('');
    },
  };
}
