import { connect, createServer, type Socket } from 'node:net';
import { finished } from 'node:stream';
import { getExtensionData, readTlsClientHello } from 'read-tls-client-hello';
import { listen, openSocketsOf } from './listen.ts';
import { UsageError } from './options.ts';

/** A client that has connected says within this time whom it means. */
const HELLO_WITHIN_MS = 10_000;

export interface NamesFrontOptions {
  /** 443 is what clients dial. 0 = any free one. */
  port: number;
  /** The twin's port on 127.0.0.1; undefined for a name that no twin stands for. */
  portOf(name: string): number | undefined;
}

export interface NamesFront {
  port: number;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/**
 * One port for all names (facts: apns-fcm-phones.md §3.2, recipe 1): reads whom the client means in its first TLS
 * message, and hands the connection to that twin as it is. TLS stays between client and twin, so that client
 * certificates and protocols pass. Throws UsageError for a port that cannot be had.
 */
export async function startNamesFront({ port, portOf }: NamesFrontOptions): Promise<NamesFront> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, async (client) => {
    survive(client);
    const name = await nameIn(client);
    const to = name === undefined ? undefined : portOf(name.toLowerCase());
    // Somebody's stray connection: tell it nothing.
    if (to === undefined || client.destroyed) return client.resetAndDestroy();
    const twin = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    survive(twin);
    keep(twin);
    join(client, twin);
  });
  const { keep, close } = openSocketsOf(server);
  return { port: await listen(server, port, '127.0.0.1').catch(explain(port)), close };
}

/** One that breaks ends by itself; without a listener it would end the process. */
const survive = (socket: Socket) => socket.on('error', () => undefined);

/** The server name of the TLS hello; undefined where there is none, or no TLS, or nothing comes. */
async function nameIn(client: Socket): Promise<string | undefined> {
  const patience = setTimeout(() => client.destroy(), HELLO_WITHIN_MS);
  const hello = await readTlsClientHello(client).catch(() => undefined);
  clearTimeout(patience);
  return hello && (getExtensionData(hello, 'server_name')?.serverName ?? undefined);
}

/** Bytes, ends and breaks of one are those of the other: a twin's planted half-close must arrive as one. */
function join(client: Socket, twin: Socket): void {
  client.pipe(twin);
  twin.pipe(client);
  for (const [one, other] of [
    [client, twin],
    [twin, client],
  ] as const) {
    finished(one, (error) => {
      if (error) other.resetAndDestroy();
    });
  }
}

const explain = (port: number) => (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    throw new UsageError(`--names: port ${port} is taken; end what listens there, or leave --names out`);
  if (error.code !== 'EACCES') throw error;
  throw new UsageError(
    `--names: port ${port} may not be used by this user; on Linux "sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}" allows it`,
  );
};
