import { CALL_MAX } from '../dynamics/client.ts';

/** So many calls of one round run side by side. */
const AT_ONCE = 5;

/** Sends items in calls of up to a hundred, some side by side. */
export async function inCalls<Item, Result>(
  items: Item[],
  send: (items: Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const parts = Array.from({ length: Math.ceil(items.length / CALL_MAX) }, (_, index) =>
    items.slice(index * CALL_MAX, (index + 1) * CALL_MAX),
  );
  const results: Result[][] = [];
  const next = parts.entries();
  const work = async () => {
    for (const [index, part] of next) results[index] = await send(part);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results.flat();
}
