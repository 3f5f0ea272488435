import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  announceDevice,
  announcement,
  newToken,
  quick,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { serveGateway } from '../serve.ts';

const LINES = 100_000;
const DAY = Date.parse('2020-01-01T00:00:00Z');

let gateway: TestGateway;
let key: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  key = await newApiKey(gateway, 'read');
  // One line a second of a long day, of two apps.
  await gateway.database.pool.query(
    `insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
     select to_timestamp($1 + n), gen_random_uuid(), case when n % 2 = 0 then 'even' else 'odd' end, gen_random_uuid(),
       'bound', md5(n::text), '{}', jsonb_build_object('user', gen_random_uuid())
     from generate_series(0, $2 - 1) n`,
    [DAY / 1_000, LINES],
  );
});
afterAll(() => gateway.end());

const open = (path: string, credential = key, from: Pick<TestGateway, 'fetch'> = gateway) =>
  from.fetch(
    new Request(`http://gateway.test/v1/admin/exports/${path}`, {
      headers: { authorization: `Bearer ${credential}` },
    }),
  );
const textOf = async (path: string, credential = key) => (await open(path, credential)).text();
const rowsOf = async (path: string, credential = key) =>
  (await textOf(path, credential))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const problemOf = async (path: string): Promise<unknown> => (await open(path)).json();
const ends = async () => {
  const { rows } = await gateway.database.pool.query(
    "select actor, subject, details, trace_id from audit where action = 'export-ended' order by seq",
  );
  return rows;
};

/** What came, and how it ended. */
async function textUntilItBreaks(body: ReadableStream<Uint8Array> | null) {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body ?? []) chunks.push(chunk);
  } catch (error) {
    return { text: Buffer.concat(chunks).toString(), error: error as Error };
  }
  return { text: Buffer.concat(chunks).toString(), error: undefined };
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const memory = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

test('a hundred thousand lines come in the order they were written, the first ones early, in flat memory', async () => {
  const { body, status, headers } = await open('ledger?until=2021-01-01T00:00:00Z');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  const seen = { lines: 0, bytes: 0, seq: 0n, inOrder: true, first: 0 };
  const held: number[] = [];
  for await (const chunk of body ?? []) {
    const lines = Buffer.from(chunk as Uint8Array)
      .toString()
      .split('\n')
      .filter(Boolean);
    seen.first ||= lines.length;
    seen.lines += lines.length;
    seen.bytes += chunk.length;
    for (const { seq } of lines.map((line) => JSON.parse(line))) {
      seen.inOrder &&= BigInt(seq) > seen.seq;
      seen.seq = BigInt(seq);
    }
    if (seen.lines % 10_000 === 0) held.push(memory());
  }
  expect(seen).toMatchObject({ lines: LINES, inOrder: true, first: 500 });
  expect(seen.bytes).toBeGreaterThan(20_000_000);
  // From the first tenth on, which also pays for connections and compiled code, little of what went through is kept.
  expect(Math.max(...held) - (held[0] as number)).toBeLessThan(seen.bytes / 4);
});

test('since, until and app are kept to, both ends included', async () => {
  const rows = await rowsOf('ledger?since=2020-01-01T01:00:00Z&until=2020-01-01T01:00:09Z&app=odd');
  expect(rows.map(({ at, app }) => [at, app])).toEqual(
    [1, 3, 5, 7, 9].map((second) => [`2020-01-01T01:00:0${second}.000Z`, 'odd']),
  );
  expect(await textOf('ledger?since=2019-01-01T00:00:00Z&until=2019-06-01T00:00:00Z')).toBe('');
  expect(await problemOf('ledger?since=yesterday')).toMatchObject({ code: 'query-invalid' });
});

test('CSV has a header, even where nothing follows, and JSON in cells', async () => {
  const text = await textOf('ledger?format=csv&since=2020-01-01T00:00:07Z&until=2020-01-01T00:00:07Z');
  const [head, line, rest] = text.split('\r\n');
  expect(head).toBe('seq,at,installationId,app,userKey,userId,cause,traceId,before,after');
  expect(line).toMatch(/^\d+,2020-01-01T00:00:07.000Z,[0-9a-f-]{36},odd,.*,bound,.*"{""user"": ?""/);
  expect(rest).toBe('');
  expect(await textOf('ledger?format=csv&until=2019-01-01T00:00:00Z')).toBe(`${head}\r\n`);
});

test('what a device says about itself is no formula in a CSV, and untouched in NDJSON', async () => {
  const model = '=HYPERLINK("http://evil.example","x")';
  const facts = { ...announcement.facts, model, language: '-1', isFirstLaunch: true };
  const device = await announceDevice(gateway, { facts });
  await device.bind(ANNA);
  const [row] = (await rowsOf('installations')).filter(({ installationId }) => installationId === device.id);
  expect(row).toMatchObject({
    model,
    facts: { model, isFirstLaunch: true },
    userId: ANNA,
    holds: 'certain',
    state: 'held',
    requestId: expect.any(String),
    appVersion: '1.0.0',
  });
  const csv = await textOf('installations?format=csv');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  expect(csv).toContain(",'-1,");
});

test('tokens leave in the clear only with a scope of their own, and each use is in the audit trail', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  expect(await textOf('installations')).not.toContain(token);
  expect(await textOf('installations')).toContain(`"tokenTail":"${token.slice(-8)}"`);
  expect(await problemOf('installations?tokens=clear')).toMatchObject({ code: 'key-scope' });
  const trusted = await newApiKey(gateway, 'read', 'tokens');
  const rows = await rowsOf('installations?tokens=clear', trusted);
  expect(rows.find(({ installationId }) => installationId === device.id)).toMatchObject({ token });
  expect((await ends()).at(-1)).toMatchObject({
    actor: `key:${trusted.split('_')[1]}`,
    subject: 'export:installations',
    details: { tokens: true, rows: rows.length, outcome: 'whole', format: 'ndjson' },
    trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  const logged = JSON.stringify(gateway.lines);
  expect(logged).not.toContain(token);
  expect(logged).not.toContain(trusted);
});

test('a token that no key opens takes no other row with it: it is marked, told at the end, and audited', async () => {
  const [token, damaged] = [newToken(), newToken()];
  const whole = await announceDevice(gateway, { token: { value: token } });
  const broken = await announceDevice(gateway, { token: { value: damaged } });
  const { pool } = gateway.database;
  const lost = `update installations set token_sealed = decode('01aabbccdd', 'hex') || substr(token_sealed, 6)
    where id = $1`;
  await pool.query(lost, [broken.id]);
  const trusted = await newApiKey(gateway, 'read', 'tokens');
  for (const format of ['ndjson', 'csv']) {
    const { body } = await open(`installations?tokens=clear&format=${format}`, trusted);
    const { text, error } = await textUntilItBreaks(body);
    // Whoever takes it for whole must have looked away: it breaks after its last record.
    expect(error?.message).toContain('could be read');
    const records = text.trimEnd().split(/\r?\n/);
    expect(records.at(-1)).toContain('export-incomplete');
    expect(records.at(-1)).toContain('aabbccdd');
    expect(text).toContain(token);
    expect(records.find((one) => one.includes(broken.id))).toContain('vault-key-missing');
    expect(records.filter((one) => one.includes('vault-key-missing'))).toHaveLength(2);
    expect(records.findIndex((one) => one.includes(whole.id))).toBeGreaterThanOrEqual(0);
    expect((await ends()).at(-1)?.details).toMatchObject({
      outcome: 'incomplete',
      problems: { 'vault-key-missing: The key aabbccdd is needed.': 1 },
    });
  }
  const told = gateway.lines.filter(({ code }) => code === 'export-incomplete');
  expect(told).toMatchObject([{ level: 50 }, { level: 50 }]);
  // Without tokens nothing is amiss.
  expect((await rowsOf('installations')).at(-1)).toHaveProperty('installationId');
  await pool.query('delete from bindings where installation_id = $1', [broken.id]);
  await pool.query('delete from installations where id = $1', [broken.id]);
});

test('over a connection, too, all of an export that is marked arrives before it breaks', async () => {
  const { pool } = gateway.database;
  await pool.query(
    `with made as (
       insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail,
         notifications_enabled, first_seen, last_seen)
       select gen_random_uuid(), 'shop', 'ios', 'com.example.shop', jsonb_build_object('model', repeat('x', 1000)),
         decode('01aabbccdd', 'hex') || sha256(n::text::bytea), sha256(n::text::bytea), '01234567', true, now(), now()
       from generate_series(1, 5000) n returning id
     )
     insert into bindings (installation_id, app, trace_id) select id, 'shop', 'made' from made`,
  );
  const trusted = await newApiKey(gateway, 'read', 'tokens');
  const server = await serveGateway(gateway, { port: 0 });
  const answer = await fetch(`${server.url}/v1/admin/exports/installations?tokens=clear`, {
    headers: { authorization: `Bearer ${trusted}` },
  });
  const { text, error } = await textUntilItBreaks(answer.body);
  expect(error).toBeDefined();
  const last = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')['export-incomplete'];
  expect(last.problems).toEqual({ 'vault-key-missing: The key aabbccdd is needed.': 5_000 });
  expect(text.trimEnd().split('\n')).toHaveLength(last.rows + 1);
});

test('a third export at once is put off, and one of the two that ends makes room', async () => {
  const [first, second] = [await open('ledger'), await open('ledger')];
  expect(await problemOf('ledger')).toMatchObject({ code: 'export-busy' });
  await first.body?.cancel();
  expect((await ends()).at(-1)?.details).toMatchObject({ outcome: 'cut', rows: expect.any(Number) });
  await second.body?.cancel();
  expect((await open('ledger?until=2019-01-01T00:00:00Z')).status).toBe(200);
});

test('a reader that leaves, and one that takes nothing, end the cursor', async () => {
  const server = await serveGateway(gateway, { port: 0 });
  const leaving = new AbortController();
  const answer = await fetch(`${server.url}/v1/admin/exports/ledger`, {
    headers: { authorization: `Bearer ${key}` },
    signal: leaving.signal,
  });
  await answer.body?.getReader().read();
  const before = (await ends()).length;
  leaving.abort();
  await expect.poll(async () => (await ends()).length).toBe(before + 1);
  const lazy = await open('ledger');
  gateway.clock.skip(61_000);
  await expect.poll(async () => (await ends()).length).toBe(before + 2);
  await expect(lazy.text().then(({ length }) => length)).rejects.toThrow('takes nothing');
  expect((await ends()).at(-1)?.details.rows).toBeLessThan(LINES);
});

test('a server that closes cuts the connection: nobody takes half an export for a whole one', async () => {
  const closing = await gateway.sibling();
  const server = await serveGateway(closing, { port: 0 });
  const answer = await fetch(`${server.url}/v1/admin/exports/ledger`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const reader = answer.body?.getReader();
  await reader?.read();
  const startedAt = Date.now();
  await server.close();
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  const readAll = async () => {
    while (!(await reader?.read())?.done) {}
  };
  await expect(readAll()).rejects.toThrow();
});

test('a gateway that closes breaks its exports off and is not held up', async () => {
  const closing = await gateway.sibling();
  const answer = await open('ledger', key, closing);
  await closing.close();
  await expect(answer.text().then(({ length }) => length)).rejects.toThrow('closing');
  expect((await ends()).at(-1)?.details).toMatchObject({ outcome: 'cut' });
});

test('an export that still looks for its first row does not hold up a gateway that closes', async () => {
  const closing = await gateway.sibling({ timing: { ...quick, closeGraceMs: 50 } });
  const { pool } = gateway.database;
  const holder = await pool.connect();
  await holder.query('begin; lock table ledger in access exclusive mode');
  const blocked = open('ledger', key, closing);
  const waiting = async () =>
    (
      await pool.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      )
    ).rowCount;
  await expect.poll(waiting).toBeGreaterThan(0);
  await closing.close();
  await holder.query('commit');
  holder.release();
  expect((await blocked).status).toBeGreaterThanOrEqual(500);
});
