import type { UnderlyingSource } from 'node:stream/web';
import { expect, test, vi } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { serveGateway } from '../serve.ts';
import { cutWhereBroken } from './cut.ts';

const bytes = (size: number) => new Uint8Array(size).fill(97);

/** A gateway that answers everything with this body. */
async function serve(source: UnderlyingSource<Uint8Array>) {
  const fetch: Gateway['fetch'] = async (_, env) =>
    new Response(cutWhereBroken(new ReadableStream(source), env?.outgoing));
  const operations = { fetch: async () => new Response() };
  const nothing = async () => {};
  return serveGateway({ fetch, operations, reload() {}, start: nothing, close: nothing });
}

test('a body that ends arrives whole', async () => {
  const { url, close } = await serve({
    start(controller) {
      for (let chunk = 0; chunk < 50; chunk++) controller.enqueue(bytes(100_000));
      controller.close();
    },
  });
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(5_000_000);
  await close();
});

test.each([
  ['while its reader waits for more', 1],
  ['while its reader takes nothing', 50_000_000],
])('a body that breaks %s cuts the connection and writes nothing past the log', async (_, size) => {
  const written = ['error', 'info', 'log', 'warn'] as const;
  const spies = written.map((level) => vi.spyOn(console, level).mockImplementation(() => undefined));
  let fail = () => {};
  const { url, close } = await serve({
    start(controller) {
      controller.enqueue(bytes(size));
      fail = () => controller.error(new Error('the database has gone'));
    },
  });
  const { body } = await fetch(url);
  const reader = body?.getReader();
  await reader?.read();
  fail();
  const readAll = async () => {
    while (!(await reader?.read())?.done) {}
  };
  await expect(readAll()).rejects.toThrow();
  await close();
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test('a reader that leaves ends what the body is read from', async () => {
  let isOver = () => {};
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  const { url, close } = await serve({
    start: (controller) => controller.enqueue(bytes(1)),
    cancel: () => isOver(),
  });
  const leaving = new AbortController();
  await (await fetch(url, { signal: leaving.signal })).body?.getReader().read();
  leaving.abort();
  await over;
  await close();
});
