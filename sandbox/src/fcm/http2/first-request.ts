import type { TLSSocket } from 'node:tls';
import { createRepair } from './repair.ts';

/** What the beginning of a connection shows. */
export interface Beginning {
  /** `later`: no request has come yet. */
  verdict: 'legal' | 'repaired' | 'unread' | 'later';
  repair: ReturnType<typeof createRepair>;
  /** As it came, and as the server is to get it. */
  came: Buffer[];
  begun: Buffer[];
}

/**
 * Reads a connection until its first request can be judged, at most `patience` milliseconds: a client may wait for the
 * server's first word. The socket is paused afterwards.
 */
export function firstRequest(socket: TLSSocket, patience: number, tell: (seen: Beginning) => void): void {
  const repair = createRepair();
  const came: Buffer[] = [];
  const begun: Buffer[] = [];
  const timer = setTimeout(() => done('later'), patience);
  function done(verdict: Beginning['verdict']): void {
    clearTimeout(timer);
    socket.off('data', take).off('close', gone).pause();
    tell({ verdict, repair, came, begun });
  }
  function take(chunk: Buffer): void {
    came.push(chunk);
    begun.push(...repair.push(chunk));
    const verdict = repair.verdict();
    if (verdict) done(verdict);
  }
  const gone = () => clearTimeout(timer);
  socket.on('data', take).on('close', gone);
}
