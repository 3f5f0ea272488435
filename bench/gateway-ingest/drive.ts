/** Requests as fast as they are answered, for a while: kept connections on bare sockets, each with one at a time. */
import { connect } from 'node:net';
import { converse } from './converse.ts';

export interface Drive {
  port: number;
  connections: number;
  seconds: number;
}

export interface Asked {
  bytes: Buffer;
  /** It was answered with success. */
  accepted?(): void;
}

export interface Driven {
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  refused: number;
}

/** Until the time is over, or until there is nothing to ask. */
export async function drive(
  { port, connections, seconds }: Drive,
  next: () => Asked | undefined,
): Promise<Driven> {
  const times: number[] = [];
  let refused = 0;
  const began = performance.now();
  const until = began + seconds * 1_000;
  const ask = () => {
    const sent = performance.now();
    const asked = sent < until ? next() : undefined;
    if (!asked) return undefined;
    const answered = (status: number) => {
      times.push(performance.now() - sent);
      if (status >= 300) refused++;
      else asked.accepted?.();
    };
    return { bytes: asked.bytes, answered };
  };
  await Promise.all(Array.from({ length: connections }, () => converse(connect(port, '127.0.0.1'), ask)));
  const took = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, perSecond: times.length / took, p50: at(0.5), p99: at(0.99), refused };
}
