/**
 * Sends a batch; where Dynamics rejects it as a whole, sends its halves, until each culprit stands alone
 * (facts: dynamics.md §10.21). Results are in the order of the items.
 */
export async function sendInHalves<Item, Result extends { kind: string }>(
  items: Item[],
  send: (items: Item[]) => Promise<Result[] | { kind: 'rejected' }>,
): Promise<(Result | { kind: 'rejected' })[]> {
  const results = await send(items);
  if (Array.isArray(results)) return results;
  if (items.length === 1) return [results];
  const middle = Math.ceil(items.length / 2);
  return [
    ...(await sendInHalves(items.slice(0, middle), send)),
    ...(await sendInHalves(items.slice(middle), send)),
  ];
}
