import { expect, test } from 'vitest';
import { createTestClock } from '../../test/clock.ts';
import { ANNA, createPeople } from '../../test/people.ts';

const byId = { entity: 'contact', column: 'new_appid' } as const;
const anna = { set: 'contacts', columns: { contactid: ANNA, new_appid: 'anna' } };

function askedPeople() {
  const people = createPeople({ rules: [byId] });
  people.rows.push(anna);
  return people;
}

const error = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ error: { code, message: "no 'anna' here" } }, { status, headers });

test('a throttled Dataverse is left alone for as long as it asks', async () => {
  const people = askedPeople();
  people.fault = () => error(429, '0x80072322', { 'retry-after': '17' });
  expect(await people.resolve('anna')).toMatchObject({
    problem: 'user-lookup-unavailable',
    retryAfterMs: 17_000,
  });
  people.fault = () => undefined;
  people.clock.move(people.clock.now() + 7_000);
  expect(await people.resolve('anna')).toMatchObject({
    problem: 'user-lookup-unavailable',
    retryAfterMs: 10_000,
  });
  expect(people.calls).toHaveLength(1);
  people.clock.move(people.clock.now() + 10_000);
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: ANNA });
  expect(people.lines).toEqual([
    expect.objectContaining({ code: 'user-lookup-failed', cause: 'HTTP 429 0x80072322' }),
  ]);
});

test('one that is down is asked less and less often, and at once when it is back', async () => {
  const people = askedPeople();
  people.fault = () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  };
  const asked: number[] = [];
  for (let second = 0; second < 300; second += 1) {
    const before = people.calls.length;
    expect(await people.resolve('anna')).toMatchObject({ problem: 'user-lookup-unavailable' });
    if (people.calls.length > before) asked.push(second);
    people.clock.move(people.clock.now() + 1_000);
  }
  expect(asked.slice(0, 6)).toEqual([0, 1, 2, 4, 8, 16]);
  expect(asked.length).toBeLessThan(13);
  people.fault = () => undefined;
  people.clock.move(people.clock.now() + 60_000);
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: ANNA });
});

test('a rule that cannot be asked leaves the user undecided: the next rule is not', async () => {
  const people = createPeople({ rules: [{ ...byId, column: 'new_other' }, byId] });
  people.rows.push(anna);
  people.fault = (request) => (request.url.includes('new_other') ? error(400, '0x80060888') : undefined);
  expect(await people.resolve('anna')).toMatchObject({ problem: 'user-lookup-unavailable' });
  expect(people.calls).toHaveLength(1);
  expect(people.lines).toEqual([
    expect.objectContaining({ cause: 'HTTP 400 0x80060888', hint: expect.stringContaining('column') }),
  ]);
});

test.each([
  [403, '0x80072560', 'application user'],
  [403, '0x80040220', 'security role'],
  [404, '0x8006088a', 'table'],
  [401, '', 'URL of the environment'],
])('a refusal tells the operator what to mend: %i %s', async (status, code, hint) => {
  const people = askedPeople();
  people.fault = () => (code ? error(status, code) : new Response(null, { status }));
  expect(await people.resolve('anna')).toMatchObject({ problem: 'user-lookup-unavailable' });
  expect(people.lines).toEqual([
    expect.objectContaining({
      cause: `HTTP ${status} ${code}`.trim(),
      hint: expect.stringContaining(hint),
    }),
  ]);
});

test('while it is left alone, the reason is still told to whoever asks, and logged once', async () => {
  const people = askedPeople();
  people.fault = () => error(403, '0x80072560');
  const [first, second] = [await people.resolve('anna'), await people.resolve('bert')];
  expect(people.calls).toHaveLength(1);
  expect([first, second]).toEqual([
    expect.objectContaining({ failure: expect.objectContaining({ kind: 'refused' }) }),
    expect.objectContaining({ failure: expect.objectContaining({ kind: 'refused', isHeld: true }) }),
  ]);
  expect(people.lines).toHaveLength(1);
});

test.each([
  ['AuthenticationRequiredError', 'AADSTS7000215: Invalid client secret provided', 'Entra AADSTS7000215'],
  ['CredentialUnavailableError', 'EnvironmentCredential is unavailable', 'Entra CredentialUnavailableError'],
  ['RestError', 'getaddrinfo ENOTFOUND login.microsoftonline.com', 'Entra RestError'],
])('where Entra issues no token, nobody is asked for: %s', async (name, message, cause) => {
  const people = askedPeople();
  people.refusal = Object.assign(new Error(`${message} for the-client-secret of anna`), { name });
  expect(await people.resolve('anna')).toMatchObject({ problem: 'user-lookup-unavailable' });
  expect(people.calls).toEqual([]);
  expect(people.lines).toEqual([expect.objectContaining({ cause })]);
});

test.each(['<html>', '{"value":{}}', '{"value":[{"contactid":"anna","new_appid":"anna"}]}'])(
  'an answer that is none is no verdict: %s',
  async (text) => {
    const people = askedPeople();
    people.fault = () => new Response(text, { headers: { 'content-type': 'application/json' } });
    expect(await people.resolve('anna')).toMatchObject({ problem: 'user-lookup-unavailable' });
    expect(people.lines).toHaveLength(1);
  },
);

test('no more than ten calls are under way at once', async () => {
  const people = createPeople({ rules: [byId] });
  let [now, most] = [0, 0];
  people.fault = async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    return Response.json({ value: [] });
  };
  await Promise.all(Array.from({ length: 500 }, (_, index) => people.resolve(`user-${index}`)));
  expect([most, people.calls.length]).toEqual([10, 20]);
});

test('a question that is never answered is given up, and holds up no other', async () => {
  const clock = createTestClock();
  const people = createPeople({ rules: [byId] }, clock);
  let stuck: AbortSignal | undefined;
  const begun = new Promise<void>((resolve) => {
    people.fault = (request) => {
      stuck = request.signal;
      resolve();
      return new Promise<Response>(() => undefined);
    };
  });
  const answer = people.resolve('anna');
  await begun;
  clock.skip(8_000);
  expect(await answer).toMatchObject({ problem: 'user-lookup-unavailable' });
  expect(stuck?.aborted).toBe(true);
  expect(people.lines).toEqual([expect.objectContaining({ cause: 'timeout' })]);
});

test('no secret and nobody’s name or value is in a log line', async () => {
  const people = askedPeople();
  people.fault = () => error(400, '0x80060888');
  await people.resolve('anna');
  people.refusal = new Error('AADSTS700016 the-client-secret');
  people.clock.move(people.clock.now() + 60_000);
  await people.resolve('anna');
  expect(people.lines).toHaveLength(2);
  expect(JSON.stringify(people.lines)).not.toMatch(/anna|the-client-secret|the-access-token/);
});
