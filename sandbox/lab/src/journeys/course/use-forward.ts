import { useState } from 'react';
import { useLab } from '../../lab-context.ts';
import { createStore, useStore } from '../../store.ts';

/** Grows when the time was moved here: what depends on it is worth asking for again. */
const moved = createStore(0);

export const useTimeMoved = () => useStore(moved);

/** Moves the sandbox's time; resolves when everything that was due is done. */
export function useForward() {
  const { client, notices } = useLab();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async forward(ms: number) {
      setBusy(true);
      await notices.watch(client.advanceClock(Math.max(0, Math.ceil(ms))));
      moved.set(moved.get() + 1);
      setBusy(false);
    },
  };
}
