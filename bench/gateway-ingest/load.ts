/**
 * The load, in a process of its own: kept connections on bare sockets, each with one request at a time, so that it
 * takes little of the machine. Spawned by ../gateway-ingest.ts.
 */
import { type Drive, type Driven, drive } from './drive.ts';
import { bodyOf, DEVICES } from './people.ts';

export interface Order extends Drive {
  key: string;
  /** Items of one call to the bulk route; 1: the single one. */
  bulk: number;
  /** Numbers of devices that are new begin here. */
  fresh: number;
}

/** Registrations per second, times of requests. */
export interface Measured extends Omit<Driven, 'requests'> {
  registrations: number;
  fresh: number;
}

async function run(order: Order): Promise<Measured> {
  const { key, bulk } = order;
  let { fresh } = order;
  let turn = 0;
  const body = (): string => {
    const items = Array.from({ length: bulk }, () => bodyOf(turn++, DEVICES + (turn % 2 ? fresh++ : 0)));
    return JSON.stringify(bulk === 1 ? items[0] : { items });
  };
  const request = (): Buffer => {
    const text = body();
    const path = bulk === 1 ? '/v1/registrations' : '/v1/registrations/bulk';
    const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\n`;
    return Buffer.from(
      `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  };
  const { requests, perSecond, ...measured } = await drive(order, () => ({ bytes: request() }));
  return { ...measured, registrations: requests * bulk, perSecond: perSecond * bulk, fresh };
}

process.on('message', (order: Order) => {
  run(order).then(
    (measured) => process.send?.(measured),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
