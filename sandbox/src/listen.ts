import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Lets a server listen on a port, 0 = any free one, and says which. Throws the system's error where it may not. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export interface OpenSockets {
  /** One more that ends with the server. */
  keep(socket: Socket): void;
  /** Ends the server and every connection at once. */
  close(): Promise<void>;
}

/** Every socket of a server, as `closeAllConnections()` misses one that is still shaking hands. */
export function openSocketsOf(server: Server): OpenSockets {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', keep);
  return {
    keep,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
