import type { NetRequest } from '@journeys-push/shell/core';
import { describe, expect, it } from 'vitest';
import { makeProbedPhone } from '../testing/make-phone.ts';

const traceId = 'd'.repeat(32);
const request: NetRequest = {
  method: 'PUT',
  url: 'https://gateway.example/v1/installations/x/user',
  headers: { authorization: 'Bearer SECRET', traceparent: `00-${traceId}-${'1'.repeat(16)}-01` },
  body: '{"userId":"u","identityToken":"SECRET"}',
  timeoutMs: 1000,
};

async function launched(answer: typeof fetch) {
  const made = makeProbedPhone('iphone', { fetch: answer });
  await made.phone.launch();
  const net = made.probe.processes[0]?.net;
  if (!net) throw new Error('the app did not start');
  return { ...made, net };
}

/** A server that answers only when the request is given up. */
const silence: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

describe('the phone’s network', () => {
  it('carries the core’s requests and writes them down without their secrets', async () => {
    const { net, timeline } = await launched(async () =>
      Response.json({ code: 'user-unknown' }, { status: 422, headers: { 'X-Thing': 'a' } }),
    );
    const answer = await net.send(request);
    expect(answer).toMatchObject({
      status: 422,
      headers: { 'x-thing': 'a' },
      body: '{"code":"user-unknown"}',
    });
    const lines = timeline.list({ traceId });
    expect(lines).toMatchObject([
      {
        kind: 'gateway.request',
        hop: 'shell',
        phone: 'p1',
        detail: { method: 'PUT', path: '/v1/installations/x/user' },
      },
      { kind: 'gateway.answer', outcome: 'failed', detail: { status: 422, code: 'user-unknown' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('SECRET');
  });

  it('gives up in time', async () => {
    const { net, timeline } = await launched(silence);
    await expect(net.send({ ...request, timeoutMs: 1 })).rejects.toThrow('timeout');
    expect(timeline.list({ traceId }).at(-1)).toMatchObject({
      outcome: 'failed',
      detail: { error: 'timeout' },
    });
  });

  it('fails while the phone is offline, and for what was under way when it went', async () => {
    const { net, phone } = await launched(silence);
    const underWay = net.send(request);
    const failed = expect(underWay).rejects.toThrow('offline');
    await phone.setOnline(false);
    await failed;
    await expect(net.send(request)).rejects.toThrow('offline');
  });

  it('names the reason that fetch hides', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { net } = await launched(() => Promise.reject(new TypeError('fetch failed', { cause })));
    await expect(net.send(request)).rejects.toThrow('ECONNREFUSED');
  });
});
