import { useLab } from '../../lab-context.ts';
import { createStore, useStore } from '../../store.ts';
import { useBusy } from '../../use-busy.ts';

/** Grows when the time was moved here: what depends on it is worth asking for again. */
const moved = createStore(0);

export const useTimeMoved = () => useStore(moved);

/** Moves the sandbox's time; resolves when everything that was due is done. */
export function useForward() {
  const { client, notices } = useLab();
  const [busy, run] = useBusy();
  const advance = async (ms: number) => {
    await client.advanceClock(Math.max(0, Math.ceil(ms)));
  };
  const move = (work: () => Promise<void>) =>
    run(async () => {
      await notices.watch(work());
      moved.set(moved.get() + 1);
    });
  return {
    busy,
    forward: (ms: number) => move(() => advance(ms)),
    /** To this moment, by the sandbox's own time: the lab may not know yet how far that is ahead. */
    forwardTo: (at: number) => move(async () => advance(at - (await client.clock()).now)),
  };
}
