import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The command without its launcher, which would build the lab first. */
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const node = ['--conditions=journeys-push-source', '--import', import.meta.resolve('tsx'), main];
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-export-'));
const JOURNEYS_PUSH_API_KEY = `jpk_0123456789ab_${'s'.repeat(43)}`;

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
  answer(request, response);
});
let JOURNEYS_PUSH_URL: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  JOURNEYS_PUSH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

function run(args: string[], env: Record<string, string> = { JOURNEYS_PUSH_URL, JOURNEYS_PUSH_API_KEY }) {
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1e8 };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [...node, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}
const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

test('an export goes to stdout as it comes, or to a file that nobody else may read', async () => {
  const rows = `{"seq":"1"}\n`.repeat(100_000);
  answer = (_, response) => response.end(rows);
  expect(await run(['export', 'ledger', '--since', '2026-11-01', '--app', 'shop'])).toEqual({
    code: 0,
    stdout: rows,
    stderr: '',
  });
  expect(asked.at(-1)).toBe(
    `GET /v1/admin/exports/ledger?format=ndjson&since=2026-11-01T00%3A00%3A00.000Z&app=shop Bearer ${JOURNEYS_PUSH_API_KEY}`,
  );
  await run(['export', 'ledger', '--until', '2026-11-30']);
  expect(asked.at(-1)).toContain('?format=ndjson&until=2026-11-30T23%3A59%3A59.999Z ');
  const file = await run(['export', 'installations', '--format', 'csv', '--tokens', '--out', 'all.csv']);
  expect(file).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(asked.at(-1)).toContain('/installations?format=csv&tokens=clear ');
  expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toBe(rows);
  expect(statSync(join(folder, 'all.csv')).mode & 0o777).toBe(0o600);
});

test('an export that breaks off is no file and no success', async () => {
  answer = (_, response) => {
    response.write('{"seq":"1"}\n');
    setImmediate(() => response.destroy());
  };
  const cut = await run(['export', 'ledger', '--out', 'cut.ndjson']);
  expect(cut).toMatchObject({ code: 2, stderr: expect.stringContaining('cut short') });
  expect(existsSync(join(folder, 'cut.ndjson'))).toBe(false);
  expect(existsSync(join(folder, 'cut.ndjson.part'))).toBe(false);
  expect((await run(['export', 'ledger'])).code).toBe(2);
});

test.each([
  ['ndjson', '{"export-incomplete":{"rows":2,"problems":{"vault-key-missing":1}}}\n'],
  ['csv', 'export-incomplete,2 rows,1 × vault-key-missing\r\n'],
])(
  'one that says at its end that not everything could be read is a file, and no success: %s',
  async (format, last) => {
    const rows = `${'row\n'.repeat(100_000)}${last}`;
    answer = (_, response) => {
      response.write(rows, () => setTimeout(() => response.destroy(), 5_000));
    };
    const file = await run([
      'export',
      'installations',
      '--tokens',
      '--format',
      format,
      '--out',
      `marked.${format}`,
    ]);
    expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining('Every row is there') });
    expect(readFileSync(join(folder, `marked.${format}`), 'utf8')).toBe(rows);
    const shown = await run(['export', 'installations', '--tokens', '--format', format]);
    expect(shown).toMatchObject({
      code: 2,
      stdout: rows,
      stderr: expect.stringContaining('Every row is there'),
    });
  },
);

test('what the gateway says about a mistake is told with its remedy, and the key never', async () => {
  answer = (_, response) =>
    json(response, 403, { code: 'key-scope', title: 'May not.', remedy: 'Use another.' });
  const refused = await run(['export', 'installations', '--tokens']);
  expect(refused).toMatchObject({ code: 2, stdout: '', stderr: 'May not.\nUse another.\n' });
  answer = (_, response) => response.writeHead(502).end('<html>');
  expect((await run(['export', 'ledger'])).stderr).toContain('status 502');
  const away = await run(['export', 'ledger', '--url', 'http://127.0.0.1:1']);
  expect(away.stderr).toContain('does not answer');
  expect(refused.stderr + away.stderr).not.toContain('sss');
});

test.each([
  [['export'], 'ledger or installations'],
  [['export', 'users'], 'ledger or installations'],
  [['export', 'ledger', '--format', 'xml'], 'ndjson or csv'],
  [['export', 'ledger', '--since', 'yesterday'], '--since takes a date'],
  [['export', 'ledger', '--tokens'], 'holds no tokens'],
  [['export', 'ledger', '--formt', 'csv'], 'no option --formt'],
  [['users', 'erase'], 'Name one user id'],
])('%j is refused: %s', async (args, words) => {
  expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
});

test('help is plain text where nobody sees colours', async () => {
  const { stdout } = await run(['users', 'erase', '--help']);
  expect(stdout).toContain('--wait');
  expect(stdout).not.toContain('\u001b');
});

test('without a key in the environment nothing is asked', async () => {
  const before = asked.length;
  expect((await run(['export', 'ledger'], { JOURNEYS_PUSH_URL })).stderr).toContain('JOURNEYS_PUSH_API_KEY');
  expect((await run(['export', 'ledger'], { JOURNEYS_PUSH_API_KEY })).stderr).toContain('JOURNEYS_PUSH_URL');
  expect(asked).toHaveLength(before);
});

test('a person is erased, and with --wait the command ends when Dynamics has given up everything', async () => {
  let looks = 0;
  answer = (request, response) => {
    const state = request.method === 'GET' && ++looks === 2 ? 'done' : 'cleaning';
    const erasure = { erasureId: 'e-1', state, userKeys: ['k-1', 'k-2'], remaining: [{}] };
    json(response, state === 'done' ? 200 : 202, { erasure });
  };
  const begun = await run(['users', 'erase', 'anna-1']);
  expect(begun).toMatchObject({
    code: 0,
    stdout: 'e-1\n',
    stderr: expect.stringMatching(/k-1 k-2\n.*1 registration/),
  });
  expect(asked.at(-1)).toMatch(/^DELETE \/v1\/admin\/users\/anna-1 /);
  const done = await run(['users', 'erase', 'anna-1', '--wait']);
  expect(done).toMatchObject({ code: 0, stdout: 'e-1\n', stderr: expect.stringMatching(/k-1 k-2\nDone/) });
  // The names are gone by the first answer: who is cut off afterwards has what finds the history.
  answer = (request, response) =>
    request.method === 'GET'
      ? response.destroy()
      : json(response, 202, {
          erasure: { erasureId: 'e-1', state: 'cleaning', userKeys: ['k-1'], remaining: [{}] },
        });
  const cut = await run(['users', 'erase', 'anna-1', '--wait']);
  expect(cut).toMatchObject({ code: 2, stdout: 'e-1\n', stderr: expect.stringContaining('k-1') });
  answer = (_, response) => json(response, 200, {});
  expect((await run(['users', 'erase', 'anna-1'])).stdout).toContain('holds nothing');
});
