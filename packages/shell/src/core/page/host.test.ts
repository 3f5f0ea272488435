import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configOf, launch, rest, SITE } from '../../../test/launch.ts';
import { commandTerms } from './commands.ts';

const status = (callback: unknown, name = 'callback') => ({
  medianCommand: 'median://msdynamics/areNotificationsEnabled',
  data: { [name]: callback },
});

/** Sends a message as a page would, and gives what the page's function `cb` was called with. */
async function send(message: unknown, origin = SITE, mainFrame?: boolean) {
  const app = await launch();
  const got: unknown[] = [];
  Object.assign(app.page?.window ?? {}, {
    cb: (answer: unknown) => got.push(JSON.parse(JSON.stringify(answer))),
  });
  await app.shell.receive({ message, origin, ...(mainFrame === undefined ? {} : { mainFrame }) });
  return { app, got };
}

describe('a message', () => {
  test.each([
    ['text on Android', JSON.stringify(status('cb'))],
    ['an object on iOS', status('cb')],
    [
      'the old spelling',
      { gonativeCommand: 'gonative://msdynamics/areNotificationsEnabled', data: { callback: 'cb' } },
    ],
    ['callbackFunction', status('cb', 'callbackFunction')],
    ['statuscallback', status('cb', 'statuscallback')],
    ['parameters behind the command', 'gonative://msdynamics/areNotificationsEnabled?callback=cb'],
  ])('is understood as %s', async (_what, message) => {
    const { got } = await send(message);
    expect(got).toEqual([{ granted: false, status: 'undetermined', canAskAgain: true }]);
  });

  test('without a callback is done all the same', async () => {
    const { app } = await send('median://open/app-settings');
    expect(app.system.settingsOpened).toBe(1);
  });

  test('that names no callback for the device info reaches the function that Median’s shells call', async () => {
    const app = await launch();
    const got: Record<string, unknown>[] = [];
    Object.assign(app.page?.window ?? {}, {
      median_device_info: (info: Record<string, unknown>) => got.push(info),
      gonative_device_info: (info: Record<string, unknown>) => got.push(info),
    });
    await app.shell.receive({ message: 'median://run/median_device_info', origin: SITE });
    await app.shell.receive({ message: 'gonative://run/gonative_device_info', origin: SITE });
    expect(got.map(({ appId }) => appId)).toEqual(['com.example.shop', 'com.example.shop']);
  });

  test('with an unknown command is answered where a callback waits', async () => {
    const { got, app } = await send({
      medianCommand: 'median://constructor/prototype',
      data: { callback: 'cb' },
    });
    expect(got).toEqual([
      { error: 'unknown-command', message: expect.stringContaining('constructor/prototype') },
    ]);
    expect(app.logged('unknown-command')).toHaveLength(1);
  });

  test.each([
    ['no command', { data: { callback: 'cb' } }],
    ['a command that is no text', { medianCommand: 7, data: { callback: 'cb' } }],
    ['another scheme', { medianCommand: 'javascript:alert(1)', data: { callback: 'cb' } }],
  ])('that is malformed (%s) is answered where a callback can be found', async (_what, message) => {
    const { got, app } = await send(message);
    expect(got).toEqual([{ error: 'malformed-message', message: expect.any(String) }]);
    expect(app.logged('malformed-message')).toHaveLength(1);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', [status('cb')]],
    ['broken JSON', '{"medianCommand":'],
    ['other text', 'hello'],
    ['data that is no object', { medianCommand: 'median://a/b', data: 'x' }],
    ['more than 64 k characters', JSON.stringify({ ...status('cb'), filler: 'x'.repeat(70_000) })],
  ])('that is malformed (%s) is only logged otherwise', async (_what, message) => {
    const { got, app } = await send(message);
    expect(got).toEqual([]);
    expect(app.logged('malformed-message')).toHaveLength(1);
  });

  test('of any content never throws, never rejects, and calls nothing that it did not name', async () => {
    const app = await launch();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.json(), fc.string()), async (message) => {
        await app.shell.receive({ message, origin: SITE });
      }),
    );
    expect(app.logged('internal')).toEqual([]);
  });
});

describe('a sender', () => {
  test.each([
    ['another origin', 'https://evil.example', undefined],
    ['a name that begins like the site’s', 'https://shop.example.evil.example', undefined],
    ['the site without TLS', 'http://shop.example', undefined],
    ['another port', 'https://shop.example:8443', undefined],
    ['an opaque origin', 'null', undefined],
    ['no origin', '', undefined],
    ['an inner frame of the site', SITE, false],
  ])('is not answered as %s', async (_what, origin, mainFrame) => {
    const { got, app } = await send(status('cb'), origin, mainFrame);
    expect(got).toEqual([]);
    expect(app.logged('origin-refused')).toHaveLength(1);
    expect(app.observed.filter(({ kind }) => kind === 'page.call')).toEqual([]);
  });

  test('may be any of the configured origins', async () => {
    const config = configOf({ site: { url: `${SITE}/`, origins: [SITE, 'https://account.example:8443'] } });
    const app = await launch({ config });
    await app.load('https://account.example:8443/me');
    const got: unknown[] = [];
    Object.assign(app.page?.window ?? {}, { cb: (answer: unknown) => got.push(answer) });
    await app.shell.receive({ message: status('cb'), origin: 'https://account.example:8443' });
    expect(got).toHaveLength(1);
  });

  test('that is gone when the answer comes is not followed by it to another page', async () => {
    const app = await launch();
    const waits = app.prompt();
    await rest();
    await app.load('https://evil.example/');
    const stolen: unknown[] = [];
    Object.assign(app.page?.window ?? {}, { cb_1: (answer: unknown) => stolen.push(answer) });
    app.system.answer('allow');
    await rest();
    expect(stolen).toEqual([]);
    void waits;
  });
});

describe('a callback', () => {
  const hostile = [
    'alert',
    'eval',
    'close',
    'open',
    'print',
    'setTimeout',
    'postMessage',
    'fetch',
    'Function',
    'a.b',
    'a[0]',
    'a b',
    'a;alert(1)',
    'a)',
    '1a',
    '',
    ' ',
    '__proto__.x',
    'a\u2028b',
    '</script>',
    'ünïcode',
    'x'.repeat(300),
  ];
  test.each(hostile)('is not called by the name %j', async (name) => {
    const { app } = await send(status(name));
    expect(app.scripts.filter((script) => script.includes('granted'))).toEqual([]);
    if (name !== '') expect(app.logged('callback-invalid')).toHaveLength(1);
  });

  test('is found under another spelling when the first one is none', async () => {
    const { got } = await send({
      medianCommand: status('').medianCommand,
      data: { callback: 'a b', callbackFunction: 'cb' },
    });
    expect(got).toHaveLength(1);
  });

  test('that every object inherits is not called', async () => {
    const { app } = await send(status('toString'));
    expect(app.logged('internal')).toEqual([]);
    expect(app.scripts.at(-1)).toContain('hasOwnProperty');
  });

  test('may throw or be missing without harm', async () => {
    const app = await launch();
    app.page?.run('function bad(){throw new Error("page")}');
    await app.shell.receive({ message: status('bad'), origin: SITE });
    await app.shell.receive({ message: status('missing'), origin: SITE });
    expect(app.logged('page.absent')).toEqual([]);
  });

  test('of any text becomes no script but a call of a global function with data', async () => {
    const app = await launch();
    const touched: string[] = [];
    Object.assign(app.page?.window ?? {}, { touch: (what: string) => touched.push(what) });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const data = { callback: text, userId: `");touch(1);//${text}</script>` };
        await app.shell.receive({
          message: { medianCommand: 'median://msdynamics/registerDevice', data },
          origin: SITE,
        });
      }),
    );
    expect(touched).toEqual([]);
  });
});

test('text from outside stays data: quotes, line separators, script ends, prototypes', async () => {
  const app = await launch();
  await app.allow();
  const text = '"\'`\\ \u2028\u2029 </script><!-- __proto__';
  app.gateway.weather = { problem: 'user-unknown', detail: text };
  expect(await app.register('a')).toMatchObject({ reason: 'user-unknown', message: text });
  const script = app.scripts.at(-1) ?? '';
  expect(script).not.toMatch(/[<\u2028\u2029]/);
});

describe('a build without push', () => {
  const config = configOf({ pushProvider: 'none' });

  test.each(['registerDevice', 'registrationInfo', 'promptNotificationPermission', 'unregisterDevice'])(
    'answers %s with plugin-disabled',
    async (command) => {
      const app = await launch({ config });
      expect(await app.call(`msdynamics/${command}`)).toMatchObject({ error: 'plugin-disabled' });
    },
  );

  test('still tells device and permission, opens the settings, and touches nothing else', async () => {
    const app = await launch({ config });
    await app.resume();
    expect(await app.call('run/median_device_info')).toMatchObject({
      platform: 'ios',
      registration: { state: 'none' },
    });
    expect(await app.call('permissions/status')).toEqual({ Notifications: 'undetermined' });
    expect(await app.call('open/app-settings')).toEqual({ success: true });
    expect(app.gateway.requests).toEqual([]);
    expect(app.system.dialogs).toBe(0);
  });
});

test('a core that never gets its store answers at the deadline, a registration without the key error', async () => {
  const app = await launch({
    ports: (ports) => ({ ...ports, store: { ...ports.store, get: () => new Promise(() => {}) } }),
  });
  const registered = app.register('a');
  const info = app.info();
  const asked = app.call('msdynamics/areNotificationsEnabled');
  await app.clock.advance(30_000);
  expect(await registered).toMatchObject({ success: false, reason: 'deadline' });
  expect(await info).toMatchObject({ error: 'deadline' });
  expect(await asked).toMatchObject({ granted: false, reason: 'deadline' });
});

test('a command that fails says so at once', async () => {
  const openSettings = () => Promise.reject(new Error('no settings here'));
  const app = await launch({ ports: (ports) => ({ ...ports, push: { ...ports.push, openSettings } }) });
  expect(await app.call('open/app-settings')).toMatchObject({ error: 'internal' });
  expect(app.logged('internal')).toHaveLength(1);
});

test.each(['deadline', 'internal'] as const)('a registration that ends in %s resolves', (why) => {
  const answer = commandTerms().get('msdynamics/registerDevice')?.undone(why);
  expect(answer).toEqual({ success: false, reason: why, message: expect.any(String) });
});

test('each call has its own trace, the one that its requests carry', async () => {
  const app = await launch();
  await app.allow();
  await app.register('a');
  const call = app.observed.find(
    (seen) => seen.kind === 'page.call' && seen.command.endsWith('registerDevice'),
  );
  const bind = app.gateway.requests.find(({ url }) => url.endsWith('/user'));
  expect(bind?.headers.traceparent?.split('-')[1]).toBe(call?.kind === 'page.call' ? call.traceId : '');
  const answers = app.observed.filter(({ kind }) => kind === 'page.answer');
  expect(answers).toHaveLength(2);
});
