import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to the database on which connections can fall silent, as where a firewall has dropped them. */
export interface SilentWay {
  url: string;
  /** On the connections that are open nothing goes through any more, and none of them ends. Later ones work. */
  fallSilent(): void;
}

/** Lasts as long as the test. */
export async function openSilentWay(databaseUrl: string): Promise<SilentWay> {
  const { hostname, port } = new URL(databaseUrl);
  const open: [here: Socket, there: Socket][] = [];
  const server = createServer((here) => {
    const there = connect(Number(port), hostname);
    here.pipe(there).on('error', () => here.destroy());
    there.pipe(here).on('error', () => there.destroy());
    open.push([here, there]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open.flat()) socket.destroy();
  });
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    fallSilent() {
      for (const [here, there] of open) {
        here.unpipe(there).pause();
        there.unpipe(here).pause();
      }
    },
  };
}
