import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTimeline } from '../timeline.ts';
import { type CertificateOptions, createApnsCertificate, serialNumber } from './certificates.ts';
import { startApnsTwin } from './server.ts';
import { ALERT, addPhone, BUNDLE, openConnection, providerToken, startTestTwin } from './testing/world.ts';
import type { ApnsEnvironment } from './wire.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  world = await startTestTwin();
});
afterEach(() => world.twin.scenarios.reset());
afterAll(() => world.twin.close());

type Shown = { cert?: string; key?: string; pfx?: Buffer; passphrase?: string };
interface Push {
  environment?: ApnsEnvironment;
  headers?: Record<string, string>;
  twin?: typeof world.twin;
}

/** Pushes to a fresh phone over a connection with a certificate, and says what was answered. */
async function pushWith({ cert, key, pfx, passphrase }: Shown, push: Push = {}): Promise<string> {
  const { environment = 'development', headers = {}, twin = world.twin } = push;
  const phone = addPhone(twin, { environment });
  const shown = pfx ? { pfx, passphrase } : { cert, key };
  const client = openConnection(twin[environment], world.ca, shown);
  const request = { ':method': 'POST', ':path': `/3/device/${phone.token}`, ...headers };
  const answer = await client.request(request, ALERT).finally(client.close);
  const delivered = phone.received.map(({ topic }) => topic).join();
  return answer.status === 200 ? `delivered ${delivered}` : `${answer.status} ${answer.json.reason}`;
}
const issue = (options: Partial<CertificateOptions> = {}) =>
  world.twin.createApnsCertificate({ bundleId: BUNDLE, ...options });

test('a push certificate authenticates a sender, who need not name the topic', async () => {
  const certificate = await issue();
  expect(await pushWith(certificate)).toBe(`delivered ${BUNDLE}`);
  expect(await pushWith(certificate, { headers: { 'apns-topic': BUNDLE } })).toBe(`delivered ${BUNDLE}`);
});

test.each(['secret', ''])(
  'the .p12 holds certificate and key behind the passphrase "%s"',
  async (passphrase) => {
    const { p12: pfx } = await issue({ passphrase });
    expect(await pushWith({ pfx, passphrase })).toBe(`delivered ${BUNDLE}`);
    const { development } = world.twin;
    expect(() => openConnection(development, world.ca, { pfx, passphrase: 'wrong' })).toThrow('mac verify');
  },
);

test('answers BadCertificate to a certificate that Apple did not issue, or that has expired', async () => {
  expect(await pushWith(await createApnsCertificate({ bundleId: BUNDLE }))).toBe('403 BadCertificate');
  const validFrom = Date.now() - 366 * 24 * 3600 * 1000;
  expect(await pushWith(await issue({ validFrom }))).toBe('403 BadCertificate');
});

test('answers BadCertificate to a certificate that is not valid yet', async () => {
  const validFrom = Date.now() + 30 * 24 * 3600 * 1000;
  expect(await pushWith(await issue({ validFrom }))).toBe('403 BadCertificate');
});

test('a certificate is judged by the clock that issued it, whatever the clocks of the senders', async () => {
  const certificate = await issue();
  for (const clockSkewMs of [-3_600_000, 400 * 24 * 3_600_000]) {
    world.twin.scenarios.set({ clockSkewMs });
    expect(await pushWith(certificate)).toBe(`delivered ${BUNDLE}`);
  }
});

test('answers BadCertificateEnvironment to a certificate of the other environment', async () => {
  const certificate = await issue({ environment: 'production' });
  expect(await pushWith(certificate)).toBe('403 BadCertificateEnvironment');
  expect(await pushWith(certificate, { environment: 'production' })).toBe(`delivered ${BUNDLE}`);
});

test('a certificate is for its own topics only', async () => {
  const certificate = await issue();
  const refused = '400 TopicDisallowed';
  expect(await pushWith(certificate, { headers: { 'apns-topic': 'com.example.other' } })).toBe(refused);
  const voip = { 'apns-topic': `${BUNDLE}.voip`, 'apns-push-type': 'voip' };
  expect(await pushWith(certificate, { headers: voip })).toBe(refused);
  const two = await createApnsCertificate({ bundleId: BUNDLE });
  world.twin.addCertificate({ cert: two.cert, topics: [BUNDLE, `${BUNDLE}.voip`] });
  expect(await pushWith(two, { headers: voip })).toBe(`delivered ${BUNDLE}.voip`);
  expect(await pushWith(two)).toBe('400 MissingTopic');
});

test.each(['liveactivity', 'widgets'])('a certificate does not allow %s pushes', async (pushType) => {
  const made = await createApnsCertificate({ bundleId: BUNDLE });
  const topic = `${BUNDLE}.push-type.${pushType}`;
  world.twin.addCertificate({ cert: made.cert, topics: [topic] });
  const headers = { 'apns-topic': topic, 'apns-push-type': pushType };
  expect(await pushWith(made, { headers })).toBe('400 TopicDisallowed');
});

test('beside a certificate a provider token is not looked at', async () => {
  const authorization = `bearer ${await providerToken(world.key)}`;
  const stranger = await createApnsCertificate({ bundleId: BUNDLE });
  expect(await pushWith(stranger, { headers: { authorization } })).toBe('403 BadCertificate');
  expect(await pushWith(await issue(), { headers: { authorization: 'bearer rubbish' } })).toMatch(
    'delivered',
  );
});

test.each(['00', '007f', '80', 'ff'])('no serial number begins with zeros or is negative: %s', (random) => {
  const first = Number.parseInt(serialNumber(Buffer.from(random, 'hex')).slice(0, 2), 16);
  expect(first > 0 && first < 0x80).toBe(true);
});

test('issued certificates survive a restart', async () => {
  const certificate = await issue();
  const state = JSON.parse(JSON.stringify(world.twin.snapshot()));
  const { certificates } = world;
  const twin = await startApnsTwin({ certificates, timeline: createTimeline(), state });
  expect(await pushWith(certificate, { twin }).finally(twin.close)).toBe(`delivered ${BUNDLE}`);
});

test('a certificate without a UID in its subject is no push certificate', () => {
  const { cert } = world.certificates;
  expect(() => world.twin.addCertificate({ cert })).toThrow('no UID');
});
