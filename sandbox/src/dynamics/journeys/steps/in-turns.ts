/** People handled at once. */
export const AT_ONCE = 100;

/** Does one thing for each of many, some at once; the outcomes in their order. No promise waits for its turn. */
export async function inTurns<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const outcomes = new Array<R>(all.length);
  const entries = all.entries();
  const work = async () => {
    for (const [index, one] of entries) outcomes[index] = await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, work));
  return outcomes;
}
