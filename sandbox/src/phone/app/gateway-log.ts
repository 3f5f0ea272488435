import type { NetAnswer, NetRequest } from '@journeys-push/shell/core';
import { traceIdFrom } from '../../trace.ts';
import type { Recorder } from '../state.ts';

/** Writes the shell's requests to the gateway into the timeline; never headers or bodies, which hold secrets. */
export interface GatewayLog {
  request(request: NetRequest): void;
  answer(request: NetRequest, answer: NetAnswer | Error): void;
}

export function createGatewayLog(record: Recorder): GatewayLog {
  return {
    request(request) {
      const { name, traceId, shape } = named(request);
      record({ kind: 'gateway.request', hop: 'shell', traceId, summary: name, detail: shape });
    },
    answer(request, answer) {
      const { name, traceId, shape } = named(request);
      const result = answer instanceof Error ? { error: answer.message } : resultOf(answer);
      const words = 'error' in result ? result.error : [result.status, result.code].join(' ').trim();
      record({
        kind: 'gateway.answer',
        hop: 'shell',
        traceId,
        summary: `${name}: ${words}`,
        outcome: 'status' in result && result.status < 400 ? 'ok' : 'failed',
        detail: { ...shape, ...result },
      });
    },
  };
}

function named({ method, url, headers }: NetRequest) {
  const path = new URL(url).pathname;
  return { name: `${method} ${path}`, shape: { method, path }, traceId: traceIdFrom(headers.traceparent) };
}

function resultOf({ status, body }: NetAnswer): { status: number; code?: string } {
  const code = status < 400 ? undefined : codeOf(body);
  return { status, ...(code ? { code } : {}) };
}

/** The code of an RFC 9457 problem. */
function codeOf(body: string): string | undefined {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
