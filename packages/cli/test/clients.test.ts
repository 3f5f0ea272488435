import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, startFor } from './running-sandbox.ts';

/**
 * The examples of docs/clients.md as it runs them: clients as their authors ship them, in processes of their own, with
 * the environment that `sandbox env` prints.
 */

const person = createPerson();
let sandbox: Awaited<ReturnType<typeof startFor>>;
let variables: Record<string, string>;

beforeAll(async () => {
  sandbox = await startFor(person, { names: 0 });
  ({ variables } = JSON.parse((await person.env('--json')).stdout));
  await phone('p1').setNotifications(true);
  await phone('p2').setNotifications(true);
});
afterAll(async () => {
  await sandbox?.close();
  person.remove();
});

function phone(id: string) {
  const found = sandbox.phones.get(id);
  if (!found) throw new Error(`no phone ${id}`);
  return found;
}

const example = (file: string, added: Record<string, string> = {}) =>
  person.run(file.endsWith('.sh') ? 'sh' : process.execPath, [`examples/clients/${file}`], {
    ...variables,
    ...added,
  });

/** The titles that the phone shows, newest first. */
const shown = (id: string) =>
  phone(id)
    .view()
    .tray.map(({ title }) => title);

const TITLE = 'Your order is on its way';
const SENDERS = [
  { file: 'node-apn.mjs', to: 'p1', titles: [TITLE], said: /^sent to …[0-9a-f]{8}\n$/ },
  { file: 'apns2.mjs', to: 'p1', titles: [TITLE], said: /^sent to …[0-9a-f]{8}\n$/ },
  {
    file: 'firebase-admin.mjs',
    to: 'p2',
    titles: ['First of two', 'Second of two', TITLE],
    said: /^(sent as projects\/journeys-push-sandbox\/messages\/0:\S+\n){3}$/,
  },
  { file: 'googleapis-fcm.mjs', to: 'p2', titles: [TITLE], said: /^sent as projects\/\S+\n$/ },
  { file: 'curl-fcm.sh', to: 'p2', titles: ['From curl'], said: /"name":"projects\/journeys-push-sandbox\// },
];

describe('a push reaches the phone from', () => {
  test.each(SENDERS)('$file', async ({ file, to, titles, said }) => {
    const before = shown(to).length;
    const { code, stdout, stderr } = await example(file);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(said);
    await expect.poll(() => shown(to).length).toBe(before + titles.length);
    // sendEach sends both at once.
    expect(shown(to).slice(0, titles.length).sort()).toEqual([...titles].sort());
  });
});

describe('through the one port of all names, too:', () => {
  const byNames = () => {
    const { redirects, namesPort } = sandbox.connection();
    const names = Object.keys(redirects).map((from) => [from, `127.0.0.1:${namesPort}`]);
    return { JOURNEYS_PUSH_REDIRECTS: JSON.stringify(Object.fromEntries(names)) };
  };
  test.each(SENDERS.filter(({ file }) => file.endsWith('.mjs')))('$file', async ({ file, to, titles }) => {
    const before = shown(to).length;
    expect(await example(file, byNames())).toMatchObject({ code: 0, stderr: '' });
    await expect.poll(() => shown(to).length).toBe(before + titles.length);
  });

  test('azure-identity.mjs', async () => {
    expect(await example('azure-identity.mjs', byNames())).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('Dynamics', () => {
  test.each([
    ['dynamics-fetch.mjs', /^accepted as [0-9a-f-]{36}\nregistered\n$/],
    ['curl-dynamics.sh', /^\{"RegistrationRequestId":"[0-9a-f-]{36}"\}$/],
  ])('takes a registration from %s, and a journey then reaches that phone', async (file, said) => {
    const { code, stdout, stderr } = await example(file);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(said);
    const contact = variables.DYNAMICS_USER_ID ?? '';
    const registered = () => sandbox.world.devices().find(({ userId }) => userId === contact)?.result;
    await expect.poll(registered).toBe('Success');
    await sandbox.world.sendPush({ contact, title: `After ${file}` });
    await expect.poll(() => shown('p2')[0]).toBe(`After ${file}`);
  });

  test('tells azure-identity.mjs who has this e-mail address', async () => {
    const { code, stdout, stderr } = await example('azure-identity.mjs');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Ada Brandt: ${variables.DYNAMICS_USER_ID}\n`);
  });
});

describe('the client’s own error comes where', () => {
  test.each([
    ['node-apn.mjs', /^refused for …[0-9a-f]{8}: 429 TooManyRequests\n$/],
    ['apns2.mjs', /^refused for …[0-9a-f]{8}: 429 TooManyRequests\n$/],
  ])('a fault is planted in APNs: %s', async (file, said) => {
    // Not only once: node-apn tries a 429 again by itself.
    const id = sandbox.apns.faults.plant({ effect: { kind: 'refuse', reason: 'TooManyRequests' } });
    const ended = await example(file);
    sandbox.apns.faults.remove(id);
    expect(ended).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(said) });
  });

  test.each([
    ['firebase-admin.mjs', /^(refused: messaging\/third-party-auth-error [^\n]*\n){3}$/],
    ['googleapis-fcm.mjs', /^refused: UNAUTHENTICATED THIRD_PARTY_AUTH_ERROR\n$/],
  ])('a fault is planted in FCM: %s', async (file, said) => {
    const id = sandbox.fcm.faults.plant({ effect: { kind: 'refuse', reason: 'THIRD_PARTY_AUTH_ERROR' } });
    const ended = await example(file);
    sandbox.fcm.faults.remove(id);
    expect(ended).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(said) });
  });

  test('the app was removed from the phone', async () => {
    const [iphone, android] = [phone('p1').view().token, phone('p3').view().token];
    await phone('p1').reinstall();
    await phone('p3').reinstall();
    const added = { APNS_DEVICE_TOKEN: iphone, FCM_REGISTRATION_TOKEN: android };
    const [apn, fcm, curl, dynamics] = await Promise.all([
      example('node-apn.mjs', added),
      example('firebase-admin.mjs', added),
      example('curl-fcm.sh', added),
      example('dynamics-fetch.mjs', added),
    ]);
    expect(apn.stdout).toMatch(/: 410 Unregistered\n$/);
    expect(fcm.stdout).toMatch(/^(refused: messaging\/registration-token-not-registered [^\n]*\n){3}$/);
    expect([curl.code, curl.stdout]).toEqual([22, expect.stringContaining('"UNREGISTERED"')]);
    expect(dynamics.stdout).toMatch(/^accepted as [^\n]+\nrefused: \w+\n$/);
  });

  test('the application user may not read', async () => {
    sandbox.dynamics.setApplicationUser(variables.AZURE_CLIENT_ID ?? '', null);
    expect(await example('azure-identity.mjs')).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringMatching(/^refused: 403 0x[0-9a-f]{8}\n$/),
    });
  });
});
