import { execFile } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { doOnTheWire } from './fault-effects.ts';

type Kind = Parameters<typeof doOnTheWire>[0]['kind'];
let close: (() => unknown) | undefined;
afterEach(() => close?.());

/** How long an answer is waited for; only where none will come is the wait ever over. */
const patience = (kind: Kind) => (kind === 'hang' ? 300 : 10_000);

async function http1(kind: Kind): Promise<string> {
  const server = createServer((_, response: ServerResponse) => void doOnTheWire({ kind }, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.closeAllConnections();
  return fetch(`http://127.0.0.1:${portOf(server)}/`, { signal: AbortSignal.timeout(patience(kind)) }).then(
    async (answer) => answer.text().catch(() => `cut after ${answer.status}`),
    (error: Error) => (error.name === 'TimeoutError' ? 'no answer' : 'cut'),
  );
}

async function http2(kind: Kind): Promise<string> {
  const server = createHttp2Server(
    (_, response: Http2ServerResponse) => void doOnTheWire({ kind }, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const session = connect(`http://127.0.0.1:${portOf(server)}`);
  close = () => session.destroy();
  const stream = session.request({ ':path': '/' });
  return new Promise((resolve) => {
    let [status, text] = [0, ''];
    stream.on('response', (head) => {
      status = Number(head[':status']);
    });
    stream.on('data', (chunk) => {
      text += chunk;
    });
    stream.on('end', () => resolve(text));
    stream.on('error', () => resolve(status ? `cut after ${status}` : 'cut'));
    stream.setTimeout(patience(kind), () => resolve('no answer'));
  });
}

const portOf = (server: Pick<Server, 'address'>) => (server.address() as AddressInfo).port;

test.each([
  ['over HTTP/1.1', http1],
  ['over HTTP/2', http2],
])('%s an effect is seen as what it is', async (_, call) => {
  expect(await call('drop')).toBe('cut');
  expect(await call('half-close')).toBe('cut after 200');
  expect(await call('hang')).toBe('no answer');
  const garbage = await call('garbage');
  expect(garbage).toContain('Bad Gateway');
  expect(() => JSON.parse(garbage)).toThrow(SyntaxError);
});

/** Loads the twins' effects after a server of the same adapter has begun, as a test suite that has one of its own does. */
const LATE = `
import { serve } from '@hono/node-server';
serve({ fetch: () => new Response('own'), port: 0 });
const { doOnTheWire } = await import(${JSON.stringify(new URL('fault-effects.ts', import.meta.url).href)});
const server = serve({ fetch: (_, { outgoing }) => doOnTheWire({ kind: 'hang' }, outgoing), port: 0 });
const answer = fetch('http://127.0.0.1:' + server.address().port, { signal: AbortSignal.timeout(300) });
console.log(await answer.then(({ status }) => status, ({ name }) => name));
process.exit();
`;

test('it is seen as that also where another server was there before', async () => {
  const node = [
    '--conditions=journeys-push-source',
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    LATE,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: import.meta.dirname });
  expect(stdout.trim()).toBe('TimeoutError');
});
