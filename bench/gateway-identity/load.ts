import { connect, type Socket } from 'node:net';

export interface Load {
  /** Sends them all, each connection its next one when it has its answer. */
  run(requests: Buffer[]): Promise<{ perSecond: number; p50: number; p99: number }>;
  end(): void;
}

/**
 * HTTP/1.1 over kept connections, one request at a time on each. It knows no more of an answer than its status and
 * length, so that the generator is not what is measured.
 */
export async function openLoad(port: number, connections: number, status: number): Promise<Load> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  return {
    async run(requests) {
      const times: number[] = [];
      let next = 0;
      const begun = performance.now();
      await Promise.all(
        sockets.map(async (socket) => {
          for (let request = requests[next++]; request; request = requests[next++]) {
            const sent = performance.now();
            await exchange(socket, request, status);
            times.push(performance.now() - sent);
          }
        }),
      );
      const seconds = (performance.now() - begun) / 1_000;
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
      return { perSecond: requests.length / seconds, p50: at(0.5), p99: at(0.99) };
    },
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

function exchange(socket: Socket, request: Buffer, status: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onClose = () => reject(new Error('The gateway has closed the connection.'));
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < head + 4 + length) return;
      socket.off('data', onData).off('close', onClose);
      if (text.startsWith(`HTTP/1.1 ${status}`)) resolve();
      else reject(new Error(`expected ${status}: ${text.slice(0, 800)}`));
    };
    socket.on('data', onData).once('close', onClose);
    socket.write(request);
  });
}
