import { expect, it } from 'vitest';
import type { RequestSeen } from './exchange/exchange.ts';
import { seeGateway } from './gateway-exchange.ts';
import { traceIdFrom } from './trace.ts';

/** A gateway that reads no more than it must: what it got, and what was seen of that. */
async function send(init: RequestInit & { duplex?: 'half' }) {
  const seen: RequestSeen[] = [];
  let got = new Request('http://gateway');
  const gateway = seeGateway(
    async (request) => {
      got = request;
      return new Response('done');
    },
    (request) => {
      seen.push(request);
      return () => {};
    },
  );
  await gateway(new Request('http://gateway/v1/installations', { method: 'POST', ...init }));
  return { got, seen: seen[0], trace: traceIdFrom(got.headers.get('traceparent')) };
}

/** A body whose pieces are counted as they are taken. */
function endless() {
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces++;
      if (pieces > 200) controller.error(new Error('read to the end'));
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  return { body, pieces: () => pieces };
}

it('a body is shown, and still there for the gateway', async () => {
  const { got, seen } = await send({ body: '{"a":1}' });
  expect(String(seen?.body)).toBe('{"a":1}');
  expect(await got.text()).toBe('{"a":1}');
});

it('a body that is announced as too long is left to the gateway unread', async () => {
  const { body, pieces } = endless();
  const headers = { 'content-length': '12800000' };
  const { seen } = await send({ body, headers, duplex: 'half' });
  expect(seen?.body).toHaveLength(0);
  expect(pieces()).toBeLessThan(3);
});

it('a body of unknown length is read up to a limit', async () => {
  const { body, pieces } = endless();
  const { seen } = await send({ body, duplex: 'half' });
  expect(seen?.body).toHaveLength(0);
  expect(pieces()).toBeLessThan(40);
});

it('a body that breaks off does not keep the gateway from being asked', async () => {
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) });
  const { got } = await send({ body, duplex: 'half' });
  await expect(got.text()).rejects.toThrow('gone');
});

it.each([
  undefined,
  'nonsense',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  '00-4bf92f3577b34da6a3ce929d0e0e4736-short-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
])('with the traceparent %s the gateway is in the trace that is seen', async (traceparent) => {
  const { seen, trace } = await send({ body: '{}', headers: traceparent ? { traceparent } : {} });
  expect(trace).toBe(seen?.traceId);
});
