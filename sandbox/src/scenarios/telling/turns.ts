/** Lets things happen side by side, and what must be alone when nothing else does. Who came first goes first. */
export type Turns = <T>(alone: boolean, act: () => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
  let lastAlone: Promise<unknown> = Promise.resolve();
  const together = new Set<Promise<unknown>>();
  return (alone, act) => {
    if (alone) {
      const turn = Promise.all([lastAlone, ...together]).then(act);
      lastAlone = settled(turn);
      return turn;
    }
    const turn = lastAlone.then(act);
    const over = settled(turn);
    together.add(over);
    void over.then(() => together.delete(over));
    return turn;
  };
}

const settled = (turn: Promise<unknown>): Promise<unknown> => turn.catch(() => undefined);
