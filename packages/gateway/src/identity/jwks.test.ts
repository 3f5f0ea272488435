import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestClock, type TestClock } from '../../test/clock.ts';
import {
  AUDIENCE,
  createIssuer,
  type Issuer,
  type JwksMood,
  type JwksServer,
  serveJwks,
} from '../../test/issuer.ts';
import { createJwks } from './jwks.ts';
import type { KeySource } from './keys.ts';
import type { KeysRead } from './keys-store.ts';
import { remembering } from './remembered.ts';
import { createVerify, type Verify } from './verify.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let clock: TestClock;
let server: JwksServer;
let old: Issuer;
let fresh: Issuer;
let keys: KeySource | undefined;
let lines: Record<string, unknown>[];
let kept: KeysRead | undefined;

beforeEach(async () => {
  clock = createTestClock();
  lines = [];
  kept = undefined;
  old = await createIssuer(clock, { kid: 'old' });
  fresh = await createIssuer(clock, { kid: 'fresh' });
  server = await serveJwks([old.jwk]);
});
afterEach(async () => {
  keys?.close();
  await server.down();
});

/** Starts to fetch. */
function open(): Verify {
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) });
  const onChange = () => remembered.forget();
  const memory = {
    load: async () => kept,
    async save(read: KeysRead) {
      kept = read;
    },
  };
  const source = createJwks({ url: server.url, maxAgeMs: 24 * HOUR, clock, fetch, memory, log, onChange });
  const remembered = remembering(createVerify({ keys: source, clock, audience: AUDIENCE }), clock);
  source.start();
  keys = source;
  return remembered.verify;
}

const good = expect.objectContaining({ sub: 'anna' });
const bad = expect.objectContaining({ problem: 'identity-invalid' });
const unavailable = { problem: 'identity-unavailable' };
/** Lets time pass, and what falls due on the way arrive. */
async function pass(ms: number): Promise<void> {
  const before = server.asked;
  clock.skip(ms);
  await expect.poll(() => server.asked).toBeGreaterThan(before);
}

test('the keys are fetched once for many tokens', async () => {
  const verify = open();
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => old.sign('anna', { jti: `${n}` })));
  expect(await Promise.all(tokens.map(verify))).toEqual(tokens.map(() => good));
  expect(server.asked).toBe(1);
});

test('a key that is new is fetched when the first token names it', async () => {
  const verify = open();
  expect(await verify(await old.sign('anna'))).toEqual(good);
  server.keys = [old.jwk, fresh.jwk];
  clock.skip(10_000);
  const tokens = await Promise.all([fresh.sign('anna'), fresh.sign('anna', { jti: '2' })]);
  expect(await Promise.all(tokens.map(verify))).toEqual([good, good]);
  expect(server.asked).toBe(2);
});

test('tokens that name keys nobody has make us ask once in 10 seconds, not once each', async () => {
  const verify = open();
  await verify(await old.sign('anna'));
  for (let second = 0; second < 30; second++) {
    clock.skip(1_000);
    expect(await verify(await fresh.sign('anna', {}, { kid: `guess-${second}` }))).toEqual(bad);
  }
  expect(server.asked).toBe(4);
});

test('a key that was taken away is good for 10 minutes at most, remembered tokens included', async () => {
  const verify = open();
  const token = await old.sign('anna', { exp: clock.now() / 1_000 + 3_600 });
  expect(await verify(token)).toEqual(good);
  server.keys = [fresh.jwk];
  await pass(10 * MINUTE);
  await expect.poll(() => verify(token)).toEqual(bad);
});

test('an answer without any key takes the last ones away, also for gateways that start later', async () => {
  const verify = open();
  const token = await old.sign('anna', { exp: clock.now() / 1_000 + 3_600 });
  expect(await verify(token)).toEqual(good);
  server.keys = [];
  await pass(10 * MINUTE);
  await expect.poll(() => verify(token)).toEqual(unavailable);
  expect(lines).toMatchObject([{ code: 'identity-keys-unreachable', error: 'none of its keys can be used' }]);
  keys?.close();
  await server.down();
  expect(await open()(token)).toEqual(unavailable);
});

test('while the keys stay the same, remembered tokens stay remembered and no key is asked for', async () => {
  const verify = open();
  const token = await old.sign('anna', { exp: clock.now() / 1_000 + 3_600 });
  const first = await verify(token);
  await pass(10 * MINUTE);
  expect(await verify(token)).toBe(first);
});

describe('an outage', () => {
  const moods: (JwksMood | 'down')[] = ['down', 'garbage', 'not-found', 'hang', 'endless', 'redirect'];

  test.each(moods)('(%s) is bridged by the last known keys, for the configured time', async (mood) => {
    const verify = open();
    expect(await verify(await old.sign('anna'))).toEqual(good);
    await failing(mood);
    for (let hour = 0; hour < 23; hour++) clock.skip(HOUR);
    expect(await verify(await old.sign('anna'))).toEqual(good);
    clock.skip(2 * HOUR);
    const late = await old.sign('anna');
    const answer = verify(late);
    await untilAnswered(answer);
    expect(await answer).toEqual(unavailable);
    await mended();
    clock.skip(15_000);
    await expect.poll(() => verify(late), { timeout: 5_000 }).toEqual(good);
  });

  test.each(moods)('(%s) at the start refuses nobody for good, and is over by itself', async (mood) => {
    await failing(mood);
    const verify = open();
    const token = await old.sign('anna');
    const answer = verify(token);
    await untilAnswered(answer);
    expect(await answer).toEqual(unavailable);
    expect(lines).toMatchObject([{ code: 'identity-keys-unreachable' }]);
    await mended();
    clock.skip(15_000);
    await expect.poll(() => verify(token), { timeout: 5_000 }).toEqual(good);
    expect(lines.map(({ code }) => code)).toEqual(['identity-keys-unreachable', 'identity-keys-back']);
  });

  test('does not make an unknown key a wrong one', async () => {
    const verify = open();
    await verify(await old.sign('anna'));
    await failing('down');
    clock.skip(10_000);
    expect(await verify(await fresh.sign('anna'))).toEqual(unavailable);
    expect(await verify(await old.sign('anna'))).toEqual(good);
  });

  test('is logged once, without what came', async () => {
    const verify = open();
    await verify(await old.sign('anna'));
    server.mood = 'garbage';
    await pass(10 * MINUTE);
    // The answer is read before more time passes: a wait would be over.
    await expect.poll(() => lines).toHaveLength(1);
    for (let times = 0; times < 2; times++) await pass(10 * MINUTE);
    expect(lines).toMatchObject([{ code: 'identity-keys-unreachable', error: 'its answer is not JSON' }]);
  });

  async function failing(mood: JwksMood | 'down'): Promise<void> {
    if (mood === 'down') await server.down();
    else server.mood = mood;
  }
  async function mended(): Promise<void> {
    server.mood = 'well';
    await server.up();
  }
  /** A server that hangs is given up after 5 s. */
  async function untilAnswered(answer: Promise<unknown>): Promise<void> {
    let done = false;
    void answer.finally(() => {
      done = true;
    });
    await expect
      .poll(() => {
        if (!done) clock.skip(1_000);
        return done;
      })
      .toBe(true);
  }
});

test.each([
  ['no keys', []],
  ['a secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'old' }]],
  ['a private key', () => [{ ...old.jwk, d: 'c2VjcmV0' }]],
  ['a key for encryption', () => [{ ...old.jwk, use: 'enc' }]],
  ['a key of another algorithm', () => [{ ...old.jwk, alg: 'ES384' }]],
  ['nonsense', [null, 'key', { kty: 'EC', crv: 'P-256', x: '?', y: '?' }]],
])('a set of %s is as good as none', async (_, given) => {
  server.keys = typeof given === 'function' ? given() : given;
  expect(await open()(await old.sign('anna'))).toEqual(unavailable);
});

test('keys that cannot be used are passed over', async () => {
  server.keys = [null, { kty: 'oct', k: 'c2VjcmV0' }, { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, old.jwk];
  expect(await open()(await old.sign('anna'))).toEqual(good);
});

test('nothing is fetched after the end', async () => {
  const verify = open();
  await verify(await old.sign('anna'));
  keys?.close();
  clock.skip(HOUR);
  expect(server.asked).toBe(1);
});

test('a gateway that starts during an outage uses what another has read, no longer than that would', async () => {
  const first = open();
  await first(await old.sign('anna'));
  keys?.close();
  await server.down();
  clock.skip(23 * HOUR);
  const next = open();
  expect(await next(await old.sign('anna'))).toEqual(good);
  expect(await next(await fresh.sign('anna'))).toEqual(unavailable);
  clock.skip(2 * HOUR);
  expect(await next(await old.sign('anna'))).toEqual(unavailable);
});

test('a gateway that starts while the keys can be read does not use older ones', async () => {
  kept = { text: JSON.stringify({ keys: [old.jwk] }), readAt: clock.now() };
  server.keys = [fresh.jwk];
  const verify = open();
  expect(await verify(await old.sign('anna'))).toEqual(bad);
  expect(await verify(await fresh.sign('anna'))).toEqual(good);
});
