import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerSeen, RequestSeen } from './exchange.ts';
import { createExchanges, MAX_BODY } from './exchanges.ts';

/** One of each kind, with nothing of its own that could be found elsewhere. */
const secrets = {
  apiToken: 'QpiT0k3n/of+the+channel==',
  apnsToken: 'a1b2c3d4'.repeat(8),
  fcmToken: 'dQw4w9WgXcQ:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx',
  oddToken: 'a-token-that-looks-like-none-at-all',
  providerToken: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IkFCQyJ9.eyJpc3MiOiJURUFNMTIzIn0.c2lnbmF0dXJl',
  googleToken: 'ya29.c.b0AXv0zTPQ-access',
  identityToken: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhYmMxMjMifQ.aWRlbnRpdHk',
  credential: 'jpc_3qHk2Zr9YcA7f1',
  enrollmentKey: 'enrolment-0123456789abcdef0123456789',
  serverKey: 'jpk_read_8fh3k2l1m9',
  clientSecret: 'Cl13nt~S3cret.of-Entra',
  privateKey: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg',
  outcome: 'secret-of-this-outcome-url',
  signature: 'c1gnatur3-of-the-callback',
  callbackHeader: 'proof-for-the-callback-only',
  functionKey: 'fUnct10nk3y_of-the-callback==',
  urlSignature: 'Zm9yLWxvZ2ljLWFwcHM',
  urlPassword: 's3cretpw-before-a-host',
  fragmentToken: 'opaque-behind-a-hash',
  basic: 'eDp5LWluLWEtYm9keQ',
  bearer: 'abcdef-quoted-in-words',
};
const pem = `-----BEGIN PRIVATE KEY-----\n${secrets.privateKey}\n-----END PRIVATE KEY-----`;
const outcomes = `https://gateway.example/v1/dynamics/outcomes/${secrets.outcome}`;

const keyed = `https://hooks.example/told?v=1&code=${secrets.functionKey}&sig=${secrets.urlSignature}`;

const withPassword = `https://user:${secrets.urlPassword}@hook.example/x`;
const implicit = `https://shop.example/#access_token=${secrets.fragmentToken}`;

const base: Omit<RequestSeen, 'to'> = {
  ...{ traceId: 't', protocol: 'HTTP/1.1', method: 'POST', url: 'http://127.0.0.1/x', headers: [] },
};
const registration = {
  ...{ MobileAppId: 'app-1', UserId: 'user-1', ApiToken: secrets.apiToken },
  ApnsDeviceToken: secrets.apnsToken,
};
const serviceAccount = JSON.stringify({ client_email: 'push@shop', private_key: pem });

/** Every kind of exchange of the sandbox, with each secret where it stands on the wire. */
const planted: [name: string, RequestSeen, AnswerSeen][] = [
  ['one registration', { ...base, to: 'dynamics', body: JSON.stringify(registration) }, { status: 202 }],
  [
    'a batch, with a callback',
    {
      ...{
        ...base,
        to: 'dynamics',
        body: JSON.stringify([registration, { ...registration, FcmDeviceToken: secrets.oddToken }], null, 2),
      },
      headers: [
        ...['x-ms-callback-url', outcomes],
        ...['x-ms-callback-url-headers', JSON.stringify({ 'X-Proof': secrets.callbackHeader })],
      ],
    },
    { status: 400, body: JSON.stringify({ detail: `bad token ${secrets.apnsToken}` }) },
  ],
  [
    'the callback',
    {
      ...base,
      to: 'webhook',
      url: outcomes,
      headers: ['X-Proof', secrets.callbackHeader, 'content-type', 'application/json'],
      body: JSON.stringify({ Status: 'Success', Signature: secrets.signature }),
    },
    { failure: `could not reach ${outcomes}` },
  ],
  [
    'a callback whose URL lets its caller in',
    {
      ...base,
      to: 'webhook',
      url: keyed,
      headers: ['host', 'hooks.example', 'User', secrets.callbackHeader],
    },
    { failure: `could not reach ${keyed}` },
  ],
  [
    'a registration with such a callback',
    { ...base, to: 'dynamics', headers: ['x-ms-callback-url', keyed] },
    { status: 400, body: JSON.stringify({ detail: `not taken: ${keyed}`, code: 'callback-refused' }) },
  ],
  [
    'a URL in JSON',
    { ...base, to: 'dynamics', body: JSON.stringify({ url: keyed, more: [keyed] }) },
    { body: JSON.stringify({ url: keyed }).replaceAll('&', '\\u0026') },
  ],
  [
    'a URL in a URL',
    {
      ...{ ...base, to: 'dynamics', url: `http://h/x?to=${encodeURIComponent(keyed)}&b=1` },
      body: `callback=${encodeURIComponent(keyed)}`,
    },
    { failure: `to=https://hooks.example/told?code=${secrets.functionKey}` },
  ],
  [
    'a URL with a password',
    { ...base, to: 'webhook', url: withPassword, body: JSON.stringify({ url: withPassword }) },
    { failure: `could not reach ${withPassword}`, body: `not taken: ${withPassword}` },
  ],
  [
    'a URL with a password in another, or with nothing else',
    { ...base, to: 'dynamics', body: `callback=${encodeURIComponent(withPassword)}` },
    { failure: `<a href="https://${secrets.urlPassword}@hook.example/x">` },
  ],
  [
    'a fragment',
    {
      ...{ ...base, to: 'dynamics', body: JSON.stringify({ link: implicit }) },
      headers: ['referer', `https://a/?page=2#token=${secrets.fragmentToken}`],
    },
    { failure: `no such page: ${implicit}`, body: `to=${encodeURIComponent(implicit)}` },
  ],
  [
    'credentials that are quoted',
    {
      ...base,
      to: 'gateway',
      body: JSON.stringify({ headers: { authorization: `Basic ${secrets.basic}` } }),
    },
    {
      failure: `refused: authorization: Bearer ${secrets.bearer}\nProxy-Authorization: Digest response="${secrets.basic}"`,
      body: JSON.stringify({ detail: `curl -H 'Authorization: Bearer ${secrets.bearer}'` }),
    },
  ],
  [
    'a token behind other letters',
    { ...base, to: 'dynamics', body: `was_${secrets.providerToken}` },
    { body: JSON.stringify({ detail: `x${secrets.identityToken}` }) },
  ],
  [
    'a push at APNs',
    {
      ...{
        ...base,
        to: 'apns',
        protocol: 'HTTP/2',
        url: `https://api.push.apple.com/3/device/${secrets.apnsToken}`,
      },
      headers: [
        ':path',
        `/3/device/${secrets.apnsToken}`,
        'authorization',
        `bearer ${secrets.providerToken}`,
      ],
      body: Buffer.from('{"aps":{"alert":"Hi"}}'),
    },
    { status: 200, headers: ['apns-id', 'x'] },
  ],
  [
    'a push at APNs to a token that is none',
    { ...base, to: 'apns', url: `https://h/3/device/${secrets.oddToken}` },
    {},
  ],
  [
    'a message at FCM',
    {
      ...base,
      to: 'fcm',
      headers: ['Authorization', `Bearer ${secrets.googleToken}`],
      body: JSON.stringify({ message: { token: secrets.fcmToken } }),
    },
    { status: 404, body: `{"error":{"message":"no ${secrets.fcmToken}"}}` },
  ],
  [
    'topics at FCM',
    {
      ...base,
      to: 'fcm',
      body: JSON.stringify({ registration_tokens: [secrets.oddToken, secrets.fcmToken] }),
    },
    {},
  ],
  [
    'an access token of Google',
    { ...base, to: 'fcm', body: `grant_type=jwt&assertion=${secrets.providerToken}` },
    { status: 200, body: JSON.stringify({ access_token: secrets.googleToken, expires_in: 3599 }) },
  ],
  [
    'an access token of Entra',
    {
      ...base,
      to: 'dynamics',
      body: `client_id=1&client_secret=${encodeURIComponent(secrets.clientSecret)}`,
      headers: ['cookie', secrets.credential],
    },
    {
      status: 200,
      body: JSON.stringify({ access_token: secrets.providerToken }),
      headers: ['set-cookie', secrets.credential],
    },
  ],
  [
    'the first words of an installation',
    {
      ...base,
      to: 'gateway',
      from: 'shell',
      body: JSON.stringify({
        token: { value: secrets.oddToken, environment: 'development' },
        enrollmentKey: secrets.enrollmentKey,
      }),
    },
    { status: 201, body: JSON.stringify({ credential: secrets.credential }) },
  ],
  [
    'a user of an installation',
    {
      ...base,
      to: 'gateway',
      from: 'shell',
      headers: ['authorization', `Bearer ${secrets.credential}`],
      body: JSON.stringify({ userId: 'abc123', identityToken: secrets.identityToken }),
    },
    { status: 200 },
  ],
  [
    'a backend',
    { ...base, to: 'gateway', from: 'backend', headers: ['authorization', `Bearer ${secrets.serverKey}`] },
    {},
  ],
  [
    'a page',
    {
      ...base,
      to: 'shell',
      protocol: 'bridge',
      body: JSON.stringify({ data: { identityToken: secrets.identityToken } }),
    },
    { body: JSON.stringify({ apnsToken: secrets.apnsToken, fcmToken: secrets.fcmToken }) },
  ],
  [
    'credentials in a text of JSON',
    {
      ...base,
      to: 'dynamics',
      body: JSON.stringify({
        note: serviceAccount,
        android: { serviceAccountJson: serviceAccount },
        p8: pem,
      }),
    },
    {},
  ],
];

const shownOf = (request: RequestSeen, answer: AnswerSeen): string => {
  const exchanges = createExchanges({ now: () => 1 });
  exchanges.begin(request)(answer);
  return JSON.stringify(exchanges.of('t'));
};
const leaked = (shown: string): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    shown.includes(secret) || shown.includes(encodeURIComponent(secret)) ? [name] : [],
  );

describe('what is shown of an exchange', () => {
  it('each secret is planted somewhere', () => {
    const all = JSON.stringify(
      planted.map(([, { body = '', ...rest }, answer]) => [String(body), rest, answer]),
    );
    for (const [name, secret] of Object.entries(secrets))
      expect(all.includes(secret) || all.includes(encodeURIComponent(secret)), name).toBe(true);
  });

  it.each(planted)('no secret is in %s', (_, request, answer) => {
    expect(leaked(shownOf(request, answer))).toEqual([]);
  });

  it.each(planted)('nor where %s is cut off anywhere', (_, request, answer) => {
    const body = String(request.body ?? '');
    const came = answer.body ?? '';
    fc.assert(
      fc.property(fc.nat(Math.max(1, body.length)), fc.nat(Math.max(1, came.length)), (one, other) => {
        const cut = { ...request, body: body.slice(0, one) };
        const shown = shownOf(cut, { ...answer, ...(came ? { body: came.slice(0, other) } : {}) });
        expect(leaked(shown)).toEqual([]);
        // Not even the half of one.
        for (const [name, secret] of Object.entries(secrets))
          if (!/Token$/.test(name)) expect(shown.includes(secret.slice(0, 12)), name).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('push tokens keep their ending, all else its name only, and nothing else changes', () => {
    const exchanges = createExchanges({ now: () => 1 });
    exchanges.begin({
      ...base,
      to: 'dynamics',
      body: JSON.stringify({ ...registration, Note: 'a "b" ⟦c⟧' }),
    })({});
    expect(exchanges.of('t')[0]?.request.body).toBe(
      `{"MobileAppId":"app-1","UserId":"user-1","ApiToken":"⟦API_TOKEN⟧","ApnsDeviceToken":"⟦DEVICE_TOKEN:a1b2c3d4⟧","Note":"a \\"b\\" [c]"}`,
    );
  });

  it('of a callback’s headers only what is not the customer’s own; of its answer all', () => {
    const exchanges = createExchanges({ now: () => 1 });
    const headers = ['Content-Type', 'application/json', 'User-Agent', 'node', 'Tenant', 'contoso'];
    exchanges.begin({ ...base, to: 'webhook', url: keyed, headers })({
      status: 200,
      headers: ['Server', 'x'],
    });
    expect(exchanges.of('t')).toMatchObject([
      {
        url: 'https://hooks.example/told?v=1&code=⟦SECRET⟧&sig=⟦SIGNATURE⟧',
        request: {
          headers: [
            ['Content-Type', 'application/json'],
            ['User-Agent', 'node'],
            ['Tenant', '⟦SECRET⟧'],
          ],
        },
        response: { headers: [['Server', 'x']] },
      },
    ]);
  });

  it('around a secret all stays as it was', () => {
    const exchanges = createExchanges({ now: () => 1 });
    exchanges.begin({
      ...{ ...base, to: 'dynamics', url: `${withPassword}?page=2#token=short&a=b` },
      body: JSON.stringify({ note: `"Authorization: Bearer ${secrets.bearer}", says https://a:1@b:2/` }),
    })({ failure: `refused: Authorization: basic ${secrets.basic}, at http://127.0.0.1:4400` });
    expect(exchanges.of('t')).toMatchObject([
      {
        url: 'https://user:⟦PASSWORD⟧@hook.example/x?page=2#token=⟦DEVICE_TOKEN⟧&a=b',
        request: { body: '{"note":"\\"Authorization: Bearer ⟦SECRET⟧\\", says https://a:⟦PASSWORD⟧@b:2/"}' },
        failure: 'refused: Authorization: basic ⟦SECRET⟧, at http://127.0.0.1:4400',
      },
    ]);
  });

  it.each([
    '{"code":"body-invalid","key":"a","note":"see https:\\/\\/shop.example\\/?page=2"}',
    '{"site":"http://127.0.0.1:4400","own":"http://[::1]:4400/#/orders","mail":"https://a/?to=b@c.example"}',
    'see http://localhost:4400, or write to a@b.example; no authorization is needed',
  ])('nothing is masked in %s', (body) => {
    const exchanges = createExchanges({ now: () => 1 });
    exchanges.begin({ ...base, to: 'dynamics', body })({});
    expect(exchanges.of('t')[0]?.request.body).toBe(body);
  });

  it('whatever text comes, it is shown, and JSON stays JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const exchanges = createExchanges({ now: () => 1 });
        exchanges.begin({ ...base, to: 'dynamics', body: text })({});
        const [{ request } = { request: { body: 'null' } }] = exchanges.of('t');
        expect(() => JSON.parse(request.body ?? 'null')).not.toThrow();
      }),
    );
  });
});

describe('what is kept', () => {
  it('of a long body its beginning, and how long it was', () => {
    const exchanges = createExchanges({ now: () => 1 });
    exchanges.begin({ ...base, to: 'dynamics', body: 'é'.repeat(MAX_BODY + 1) })({
      body: 'x'.repeat(MAX_BODY + 1),
    });
    const [one] = exchanges.of('t');
    expect(one?.request.body).toHaveLength(MAX_BODY);
    expect([one?.request.cutFrom, one?.response?.cutFrom]).toEqual([2 * MAX_BODY + 2, MAX_BODY + 1]);
  });

  it('of all of them the newest, and it is said since when', () => {
    let now = 0;
    const exchanges = createExchanges({ now: () => ++now, maxBytes: 100_000 });
    for (let n = 0; n < 5_000; n++)
      exchanges.begin({ ...base, to: 'dynamics', traceId: `${n}`, body: 'x'.repeat(500) })({ body: 'y' });
    expect(exchanges.size()).toBeLessThanOrEqual(100_000);
    expect(exchanges.of('4999')).toHaveLength(1);
    expect(exchanges.of('10')).toEqual([]);
    expect(exchanges.keptSince()).toBeGreaterThan(4_800);
    expect(createExchanges({ now: () => 1 }).keptSince()).toBeUndefined();
  });

  it('an answer that comes late finds nothing where its request was dropped', () => {
    const exchanges = createExchanges({ now: () => 1, maxBytes: 2_000 });
    const late = exchanges.begin({ ...base, to: 'dynamics', traceId: 'first' });
    for (let n = 0; n < 10; n++) exchanges.begin({ ...base, to: 'dynamics' })({ status: 200 });
    const before = exchanges.size();
    late({ status: 200, body: 'z'.repeat(1_000) });
    expect(exchanges.size()).toBe(before);
  });
});
