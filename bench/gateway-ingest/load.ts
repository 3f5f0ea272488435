/**
 * The load, in a process of its own: kept connections on bare sockets, each with one request at a time, so that it
 * takes little of the machine. Spawned by ../gateway-ingest.ts.
 */
import { connect, type Socket } from 'node:net';
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

interface Call {
  bytes: Buffer;
  answered(status: number): void;
}

/** Asks until there is nothing to ask. */
function converse(socket: Socket, next: () => Call | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    let call: Call | undefined;
    const ask = () => {
      call = next();
      if (call) socket.write(call.bytes);
      else socket.end(resolve);
    };
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('connect', ask);
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) reject(new Error(`an answer of unknown length: ${text.slice(0, 300)}`));
      if (text.length < end + 4 + length) return;
      const status = Number(text.slice(9, 12));
      text = '';
      call?.answered(status);
      ask();
    });
  });
}

process.on('message', (order: Order) => {
  run(order).then(
    (measured) => process.send?.(measured),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
