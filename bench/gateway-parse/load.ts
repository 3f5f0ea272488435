/** The load on both, in a process of its own. It remembers what was answered. Spawned by ../gateway-parse.ts. */
import { type Drive, type Driven, drive } from '../gateway-ingest/drive.ts';
import { bodyOf, DEVICES, infoOf, userOf } from '../gateway-ingest/people.ts';
import { type Peer, type Registration, requestTo } from './wires.ts';

export interface Order extends Drive {
  to: Peer;
  key: string;
  /** `fill`: each of the first devices once. `measure`: every other one is new, the rest gets another owner. */
  what: 'fill' | 'measure';
}

/** By installation id, the owner that was accepted last. */
export type Owners = [installationId: string, userId: string][];

const owners: Record<Peer, Map<string, string>> = { gateway: new Map(), 'parse-server': new Map() };
const fresh: Record<Peer, number> = { gateway: 0, 'parse-server': 0 };

const first = (n: number): Registration => ({ userId: userOf(n), info: infoOf(n) });

function run({ to, key, what, ...order }: Order): Promise<Driven> {
  let turn = 0;
  const next = (): Registration | undefined => {
    if (what === 'fill') return turn < DEVICES ? first(turn++) : undefined;
    const registration = bodyOf(turn, DEVICES + fresh[to]);
    if (turn++ % 2 === 0) fresh[to]++;
    return registration;
  };
  return drive(order, () => {
    const registration = next();
    if (!registration) return undefined;
    const accepted = () => owners[to].set(registration.info.installationId, registration.userId);
    return { bytes: requestTo[to](key, registration), accepted };
  });
}

process.on('message', (order: Order | { owners: Peer }) => {
  const answer = 'owners' in order ? Promise.resolve({ owners: [...owners[order.owners]] }) : run(order);
  answer.then(
    (what) => process.send?.(what),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
