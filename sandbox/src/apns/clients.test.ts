import type apn from '@parse/node-apn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApnsKey } from './keys.ts';
import { inNodeWithApns2, nodeApn, notification } from './testing/senders.ts';
import { addPhone, BUNDLE, newDeviceToken, startTestTwin } from './testing/world.ts';
import { type ApnsReason, REASON_STATUS } from './wire.ts';

const REASONS = Object.keys(REASON_STATUS) as ApnsReason[];
let world: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  world = await startTestTwin();
});
afterEach(() => {
  world.twin.faults.clear();
  world.twin.scenarios.reset();
});
afterAll(() => world.twin.close());

const addPhones = (count: number) => Array.from({ length: count }, () => addPhone(world.twin));
const tokensOf = (phones: { token: string }[]) => phones.map(({ token }) => token);

/** Sends with a node-apn provider of its own. */
async function sendWithNodeApn(
  tokens: string[],
  { topic = BUNDLE, ...options }: Partial<apn.ProviderOptions> & { topic?: string } = {},
) {
  const provider = nodeApn(world, options);
  const { sent, failed } = await provider.send(notification(topic), tokens);
  await provider.shutdown();
  const reasons = failed.map(({ status, response }) => `${status} ${response?.reason}`);
  const messages = failed.map(({ error }) => error?.message);
  return { sent: sent.length, failed, reasons, messages };
}
/** How many requests for a token the twin has seen. */
const requestsFor = (token: string) =>
  world.timeline.list().filter(({ detail }) => detail?.token === `…${token.slice(-8)}`).length;

describe('node-apn', () => {
  test('node-apn delivers a burst of 200 over one connection', async () => {
    const phones = addPhones(200);
    expect(await sendWithNodeApn(tokensOf(phones))).toMatchObject({ sent: 200, failed: [] });
    expect(phones.every(({ received }) => received.length === 1)).toBe(true);
  });

  test('node-apn delivers with a certificate, as PEM or as .p12', async () => {
    const { cert, key, p12: pfx, passphrase } = await world.twin.createApnsCertificate({ bundleId: BUNDLE });
    const phones = addPhones(2);
    expect(await sendWithNodeApn(tokensOf(phones), { cert, key })).toMatchObject({ sent: 2 });
    expect(await sendWithNodeApn(tokensOf(phones), { pfx, passphrase })).toMatchObject({ sent: 2 });
    expect(phones.map(({ received }) => received.length)).toEqual([2, 2]);
  });

  test('node-apn is told of dead, unknown and foreign tokens', async () => {
    const gone = addPhone(world.twin);
    world.twin.unregisterDevice(gone.token);
    const dead = await sendWithNodeApn([gone.token]);
    expect(dead.reasons).toEqual(['410 Unregistered']);
    expect(dead.failed[0]?.response?.timestamp).toBeTypeOf('number');
    expect((await sendWithNodeApn([newDeviceToken()])).reasons).toEqual(['400 BadDeviceToken']);
    const foreign = await sendWithNodeApn([addPhone(world.twin).token], { topic: 'com.example.other' });
    expect(foreign.reasons).toEqual(['400 DeviceTokenNotForTopic']);
  });

  test('node-apn with another key or certificate is refused', async () => {
    const { token } = addPhone(world.twin);
    const stranger = createApnsKey(world.key.teamId);
    expect((await sendWithNodeApn([token], { token: stranger })).reasons).toEqual([
      '403 InvalidProviderToken',
    ]);
    const { key, cert } = await world.twin.createApnsCertificate({ bundleId: 'com.example.other' });
    expect((await sendWithNodeApn([token], { key, cert })).reasons).toEqual(['400 TopicDisallowed']);
  });

  /** What node-apn makes of two reasons: it keeps the status and puts a text of its own in place of the answer. */
  const OWN_TEXT: Partial<Record<ApnsReason, string>> = {
    ExpiredProviderToken: 'ExpiredProviderToken',
    InternalServerError: 'Error 500, stream ended unexpectedly',
  };
  /** It tries these again at once, three times (facts: apns-fcm-phones.md §1.8). */
  const isRetried = (reason: ApnsReason) =>
    [429, 500, 503].includes(REASON_STATUS[reason]) || reason === 'ExpiredProviderToken';

  test.each(REASONS)('node-apn is told %s with its status', async (reason) => {
    const { token } = addPhone(world.twin);
    world.twin.faults.plant({ token, effect: { kind: 'refuse', reason, retryAfter: 60 } });
    const { failed } = await sendWithNodeApn([token]);
    const timestamp = REASON_STATUS[reason] === 410 ? { timestamp: expect.any(Number) } : {};
    const text = OWN_TEXT[reason];
    const told = text
      ? { error: expect.objectContaining({ message: text }) }
      : { response: { reason, ...timestamp } };
    expect(failed).toMatchObject([{ device: token, status: REASON_STATUS[reason], ...told }]);
    expect(requestsFor(token)).toBe(isRetried(reason) ? 4 : 1);
  });

  test.each([
    ['drop', 'apn write failed: Stream closed with error code NGHTTP2_INTERNAL_ERROR'],
    ['half-close', 'apn write failed: Stream closed with error code NGHTTP2_PROTOCOL_ERROR'],
    ['garbage', 'Unexpected error processing APNs response'],
    ['hang', 'apn write timeout'],
  ] as const)('node-apn sees a planted %s as an error of its own', async (kind, message) => {
    const [struck, spared] = addPhones(2);
    world.twin.faults.plant({ token: struck?.token, effect: { kind } });
    const { sent, messages } = await sendWithNodeApn(
      tokensOf([struck, spared].flatMap((each) => each ?? [])),
      {
        requestTimeout: 5000,
      },
    );
    expect({ sent, messages }).toEqual({ sent: 1, messages: [expect.stringContaining(message)] });
  });

  test('node-apn says of a planted status without a body that the stream ended', async () => {
    const { token } = addPhone(world.twin);
    world.twin.faults.plant({ effect: { kind: 'status', status: 502 } });
    const { messages } = await sendWithNodeApn([token]);
    expect(messages).toEqual(['stream ended unexpectedly with status 502 and empty body']);
  });

  test('node-apn loses its first burst under strictPreAuth, and not the next', async () => {
    world.twin.scenarios.set({ strictPreAuth: true });
    const provider = nodeApn(world);
    const tokens = tokensOf(addPhones(50));
    const first = await provider.send(notification(), tokens);
    const second = await provider.send(notification(), tokens);
    await provider.shutdown();
    expect([first.sent.length, first.failed.length]).toEqual([1, 49]);
    expect(first.failed[0]?.error?.message).toContain('NGHTTP2_REFUSED_STREAM');
    expect(second).toMatchObject({ sent: { length: 50 }, failed: [] });
  });

  test('node-apn loses what is under way at a GOAWAY, and connects anew for the next', async () => {
    world.twin.scenarios.set({ goAwayAfterRequests: 100 });
    const provider = nodeApn(world);
    const tokens = tokensOf(addPhones(300));
    const { sent, failed } = await provider.send(notification(), tokens);
    expect(sent.length + failed.length).toBe(300);
    expect(failed.length).toBeGreaterThan(0);
    world.twin.scenarios.reset();
    const again = await provider.send(notification(), tokens);
    await provider.shutdown();
    expect(again).toMatchObject({ sent: { length: 300 }, failed: [] });
  });
});

describe('apns2', () => {
  test('apns2 delivers and reads every reason, also those that it does not know', async () => {
    const phone = addPhone(world.twin);
    const struck = REASONS.map((reason) => {
      const { token } = addPhone(world.twin);
      world.twin.faults.plant({ token, effect: { kind: 'refuse', reason } });
      return token;
    });
    const [first, ...others] = await inNodeWithApns2(world, [phone.token, ...struck]);
    expect([first, phone.received.length]).toEqual([{ sent: true }, 1]);
    const unknown = new Set(['BadEnvironmentKeyInToken', 'ExpiredToken', 'UnrelatedKeyIdInToken']);
    const expected = REASONS.map((reason) => ({
      ...{ reason, status: REASON_STATUS[reason], known: !unknown.has(reason) },
      ...(REASON_STATUS[reason] === 410 ? { timestamp: expect.any(Number) } : {}),
    }));
    expect(others).toEqual(expected);
  });

  test('apns2 sees what is struck on the wire, but for a garbage body with status 200', async () => {
    const kinds = ['drop', 'garbage'] as const;
    const tokens = kinds.map((kind) => {
      const { token } = addPhone(world.twin);
      world.twin.faults.plant({ token, effect: { kind } });
      return token;
    });
    expect(await inNodeWithApns2(world, tokens)).toEqual([{ error: expect.any(String) }, { sent: true }]);
  });

  test('apns2 is not touched by strictPreAuth', async () => {
    world.twin.scenarios.set({ strictPreAuth: true });
    const outcomes = await inNodeWithApns2(world, tokensOf(addPhones(40)));
    expect(outcomes).toEqual(Array(40).fill({ sent: true }));
  });

  test('apns2 reaches production by its name, on the same port', async () => {
    const production = addPhone(world.twin, { environment: 'production' });
    expect(await inNodeWithApns2(world, [production.token], 'production')).toEqual([{ sent: true }]);
    expect(production.received).toHaveLength(1);
  });
});
