import { connect } from 'node:net';
import { converse } from '../gateway-ingest/converse.ts';

export interface Load {
  port: number;
  connections: number;
  requests: Buffer[];
  /** What every answer must be. */
  status: number;
}

/** Sends them all, each connection its next one when it has its answer. */
export async function send({ port, connections, requests, status: wanted }: Load) {
  const times: number[] = [];
  const wrong = new Set<number>();
  let next = 0;
  const begun = performance.now();
  const one = () => {
    const bytes = requests[next++];
    const sent = performance.now();
    const answered = (status: number) => {
      times.push(performance.now() - sent);
      if (status !== wanted) wrong.add(status);
    };
    return bytes && { bytes, answered };
  };
  await Promise.all(Array.from({ length: connections }, () => converse(connect(port, '127.0.0.1'), one)));
  const seconds = (performance.now() - begun) / 1_000;
  if (wrong.size > 0) throw new Error(`expected ${wanted}, got ${[...wrong].join()}`);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond: requests.length / seconds, p50: at(0.5), p99: at(0.99) };
}
