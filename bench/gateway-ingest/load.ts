/**
 * The load, in a process of its own: kept connections on bare sockets, each with one request at a time, so that it
 * takes little of the machine. Spawned by ../gateway-ingest.ts.
 */
import { connect } from 'node:net';
import { converse } from './converse.ts';
import { bodyOf, DEVICES } from './people.ts';

export interface Order {
  port: number;
  key: string;
  connections: number;
  seconds: number;
  /** Items of one call to the bulk route; 1: the single one. */
  bulk: number;
  /** Numbers of devices that are new begin here. */
  fresh: number;
}

export interface Measured {
  registrations: number;
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
  fresh: number;
}

async function run(order: Order): Promise<Measured> {
  const { port, key, connections, seconds, bulk } = order;
  const times: number[] = [];
  let { fresh } = order;
  let turn = 0;
  let refused = 0;
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
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(connect(port, '127.0.0.1'), () => {
        const sent = performance.now();
        if (sent >= until) return undefined;
        return {
          bytes: request(),
          answered: (status: number) => {
            times.push(performance.now() - sent);
            if (status >= 300) refused++;
          },
        };
      }),
    ),
  );
  const took = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const registrations = times.length * bulk;
  return { registrations, perSecond: registrations / took, p50: at(0.5), p99: at(0.99), refused, fresh };
}

process.on('message', (order: Order) => {
  run(order).then(
    (measured) => process.send?.(measured),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
