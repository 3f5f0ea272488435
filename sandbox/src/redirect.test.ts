import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCertificates } from './certificates.ts';

/** The preload in programs of their own, each with another way to dial. */

const preload = fileURLToPath(new URL('../redirect/redirect.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'journeys-push redirect-'));
const ca = join(folder, 'ca.pem');
const closers: (() => void)[] = [];
let port = 0;
let socketPath = '';
afterAll(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  const certificates = await createCertificates();
  const { cert, key } = certificates;
  writeFileSync(ca, certificates.ca);
  const server = createSecureServer({ cert, key, allowHTTP1: true }, ({ httpVersion, socket }, answer) => {
    answer.end(`${httpVersion} ${'servername' in socket ? socket.servername : ''}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  port = (server.address() as AddressInfo).port;
  socketPath = join(folder, 'local.sock');
  const local = createServer({ cert, key }, (socket) => socket.end('local'));
  await new Promise<void>((resolve) => local.listen(socketPath, resolve));
  closers.push(() => local.close());
});

interface Program {
  args?: string[];
  redirects?: string | undefined;
}

/** Runs a program with the preload as `sandbox env` sets it; stdout, or what it said when it failed. */
function run(code: string, { args = [], redirects = map() }: Program = {}) {
  const env = {
    ...{ PATH: process.env.PATH, NODE_OPTIONS: `--require "${preload}"`, NODE_EXTRA_CA_CERTS: ca },
    ...(redirects === '' ? {} : { JOURNEYS_PUSH_REDIRECTS: redirects }),
  };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [...args, '-e', code], { env, timeout: 15_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout: stdout.trim(), stderr }),
    );
  });
}

const map = () =>
  JSON.stringify({
    'fcm.googleapis.com:443': `127.0.0.1:${port}`,
    'api.push.apple.com:2197': `127.0.0.1:${port}`,
  });

const READ = "s.setEncoding('utf8').on('data', (d) => process.stdout.write(d))";
const HELLO = "s.end('GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')";
const undici = fileURLToPath(import.meta.resolve('undici'));

describe('a program that means a name of the map reaches its place, by', () => {
  test.each([
    ['https', "require('https').get('https://fcm.googleapis.com/', (s) => READ)", '1.1 fcm.googleapis.com'],
    [
      'a name in capitals',
      "fetch('https://FCM.googleapis.com/').then(async (a) => console.log(await a.text()))",
      '1.1 fcm.googleapis.com',
    ],
    [
      'fetch',
      "fetch('https://fcm.googleapis.com/').then(async (a) => console.log(await a.text()))",
      '1.1 fcm.googleapis.com',
    ],
    [
      'undici',
      `require(${JSON.stringify(undici)}).request('https://fcm.googleapis.com/').then(async (a) => console.log(await a.body.text()))`,
      '1.1 fcm.googleapis.com',
    ],
    [
      'http2',
      "const h = require('http2').connect('https://fcm.googleapis.com'); const s = h.request(); s.on('end', () => h.close()); READ",
      '2.0 fcm.googleapis.com',
    ],
    [
      'http2 on another port',
      "const h = require('http2').connect('https://api.push.apple.com:2197'); const s = h.request(); s.on('end', () => h.close()); READ",
      '2.0 api.push.apple.com',
    ],
    [
      'tls.connect(port, host)',
      "const s = require('tls').connect(443, 'fcm.googleapis.com', () => HELLO); READ",
      '1.1 fcm.googleapis.com',
    ],
    [
      'tls.connect(port, host, options)',
      "const s = require('tls').connect('443', 'fcm.googleapis.com', { ALPNProtocols: ['http/1.1'] }, () => HELLO); READ",
      '1.1 fcm.googleapis.com',
    ],
    [
      'tls.connect(port, options)',
      "const s = require('tls').connect(443, { host: 'fcm.googleapis.com' }, () => HELLO); READ",
      '1.1 fcm.googleapis.com',
    ],
  ])('%s', async (_way, code, answer) => {
    const { stdout, stderr } = await run(code.replace('READ', READ).replace('HELLO', HELLO));
    expect(stderr).toBe('');
    expect(stdout).toContain(answer);
  });

  test('a connect that was imported by name', async () => {
    const code = `import { connect } from 'node:tls'; const s = connect({ host: 'fcm.googleapis.com', port: 443 }, () => ${HELLO}); ${READ}`;
    const { stdout } = await run(code, { args: ['--input-type=module'] });
    expect(stdout).toContain('1.1 fcm.googleapis.com');
  });

  test('a program in a worker thread', async () => {
    const code = "fetch('https://fcm.googleapis.com/').then(async (a) => console.log(await a.text()))";
    const { stdout } = await run(
      `new (require('worker_threads').Worker)(${JSON.stringify(code)}, { eval: true })`,
    );
    expect(stdout).toBe('1.1 fcm.googleapis.com');
  });

  test('a map in a file', async () => {
    const file = join(folder, 'map.json');
    writeFileSync(file, map());
    const code = "require('https').get('https://fcm.googleapis.com/', (s) => READ)";
    const { stdout } = await run(code.replace('READ', READ), { redirects: file });
    expect(stdout).toBe('1.1 fcm.googleapis.com');
  });
});

test('the server must still prove that it is the one that was meant', async () => {
  const redirects = JSON.stringify({ 'example.com:443': `127.0.0.1:${port}` });
  const code = "fetch('https://example.com/').catch((e) => console.log(e.cause.code))";
  expect((await run(code, { redirects })).stdout).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

describe('everything else is left alone:', () => {
  const dial = (what: string) => `const s = require('tls').connect(${what}, () => HELLO); READ`;
  test.each([
    ['another host', () => dial(`${port}, 'localhost', { servername: 'localhost' }`), '1.1 localhost'],
    [
      'a name of the map on another port',
      () => dial(`{ host: '127.0.0.1', port: ${port}, servername: 'fcm.googleapis.com' }`),
      '1.1 fcm.googleapis.com',
    ],
    ['a local socket', () => dial(`${JSON.stringify(socketPath)}, { servername: 'localhost' }`), 'local'],
    [
      'a local socket in the options',
      () => dial(`{ path: ${JSON.stringify(socketPath)}, host: 'fcm.googleapis.com', port: 443 }`),
      'local',
    ],
    [
      'a connection that is already made, as through a proxy',
      () =>
        dial(
          `{ socket: require('net').connect(${port}, '127.0.0.1'), host: 'fcm.googleapis.com', port: 443, servername: 'localhost' }`,
        ),
      '1.1 localhost',
    ],
  ])('%s', async (_what, code, answer) => {
    const { stdout, stderr } = await run(code().replace('READ', READ).replace('HELLO', HELLO));
    expect(stderr).toBe('');
    expect(stdout).toContain(answer);
  });
});

test.each([
  ['nothing', '', /JOURNEYS_PUSH_REDIRECTS expected .* not set/],
  ['no JSON', '{"a:1"', /expected a JSON object/],
  ['a file that is not there', '/nowhere/map.json', /names the file \/nowhere\/map\.json.*ENOENT/],
  ['no port', '{"fcm.googleapis.com": "127.0.0.1:1"}', /host:port on both sides.*"fcm\.googleapis\.com"/],
  ['a port that is none', '{"fcm.googleapis.com:443": "127.0.0.1:65536"}', /found "127\.0\.0\.1:65536"/],
  ['a number', '{"fcm.googleapis.com:443": 8444}', /found 8444/],
])('a map that is %s ends the program with one line that says what to do', async (_what, redirects, line) => {
  const { code, stdout, stderr } = await run("console.log('ran')", { redirects });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(line);
  expect(stderr).toMatch(/^journeys-push redirect: [^\n]*npx journeys-push sandbox env[^\n]*\n$/);
});
