import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { createRepair } from './repair.ts';

/** A connection as Node's http2 server is to see it: what the client says is repaired, answers pass as they are. */
export function repairedSocket(
  socket: TLSSocket,
  { repair, begun }: { repair: ReturnType<typeof createRepair>; begun: Buffer[] },
): Duplex {
  const repaired = new Duplex({
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    // One record for what the server says at once.
    writev: (chunks, done) => void socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  function hand(pieces: Buffer[]): void {
    const [only, ...more] = pieces;
    if (only && !repaired.push(more.length > 0 ? Buffer.concat(pieces) : only)) socket.pause();
  }
  socket.on('data', (chunk: Buffer) => hand(repair.push(chunk)));
  socket.on('end', () => repaired.push(null));
  socket.on('close', () => repaired.destroy());
  socket.on('error', () => repaired.destroy());
  hand(begun);
  return repaired;
}
