import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCustomer, shop } from '../../../packages/cli/src/build/testing/customer.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';

const FILE = 'journeys-push.config.json';

let customer: ReturnType<typeof createCustomer>;
let sandbox: Sandbox;
beforeEach(() => {
  customer = createCustomer();
});
afterEach(async () => {
  await sandbox.close();
  customer.remove();
});

async function start(content: object | string, options: SandboxOptions = {}) {
  customer.put(FILE, content);
  sandbox = await startSandbox({ gateway: false, project: customer.folder, ...options });
}

async function save(changes: object) {
  const { studio } = sandbox.control;
  await studio.save({ ...shop, ...changes }, (await studio.project()).version);
}

const told = (kind: string) =>
  sandbox.timeline
    .list()
    .filter((event) => event.kind === kind)
    .map(({ summary }) => summary);
const lineOf = (parts: string) => `The phones have the configuration of ${customer.folder}: ${parts}.`;

/** A phone whose person allows notifications and is known to Dynamics. */
async function reachable() {
  const phone = await sandbox.phone('android-12');
  const { userId } = await sandbox.person();
  await phone.page.call('promptNotificationPermission');
  await phone.page.call('registerDevice', { userId });
  await sandbox.register({ phone, userId });
  return { phone, userId };
}

/** What comes of a push while the app is in front, where the page would have it hidden. */
async function inFront({ phone, userId }: Awaited<ReturnType<typeof reachable>>) {
  await phone.page.evaluate(
    `median.msdynamics.notificationReceived.addListener(() => { globalThis.asked = true; return 'hide'; }); null`,
  );
  const push = await sandbox.journey.send({ to: userId, title: 'Hello' });
  const explain = () => sandbox.timeline.explain(push, phone);
  await expect.poll(async () => (await explain()).state).toMatch(/done|stopped/);
  const { state } = await explain();
  return { shown: state === 'done', asked: await phone.page.evaluate('globalThis.asked === true') };
}

/** Where a link in a page leads: into the app, or outside it. */
async function leads(phone: Awaited<ReturnType<Sandbox['phone']>>, url: string) {
  const before = sandbox.timeline.list().length;
  await phone.load(url);
  const { browser } = await phone.view();
  if (browser) await phone.closeBrowser();
  return sandbox.timeline
    .list()
    .slice(before)
    .map(({ kind }) => kind)
    .find((kind) => kind.startsWith('navigation.'));
}

describe('the configuration in the project folder', () => {
  it('is what the phones’ app is built with: the page decides in front, and links lead where it says', async () => {
    await start({
      ...shop,
      foreground: 'page',
      links: { appHosts: ['pay.example'], trackedLinkHosts: ['click.example'], schemes: ['whatsapp'] },
    });
    const reached = await reachable();
    expect(await inFront(reached)).toEqual({ shown: false, asked: true });
    const { phone } = reached;
    expect(await leads(phone, 'https://pay.example/checkout')).toBe('navigation.app');
    expect(await leads(phone, 'https://other.example/')).toBe('navigation.outside');
    expect(await sandbox.control.info()).toMatchObject({
      links: { appHosts: ['pay.example'], trackedLinkHosts: ['click.example'], schemes: ['whatsapp'] },
    });
    await phone.background();
    const push = await sandbox.journey.send({ to: reached.userId, title: 'Chat', link: 'whatsapp://send' });
    await phone.tap(push);
    await phone.opens('whatsapp://send');
    expect(told('app.configured')).toEqual([lineOf('foreground, links')]);
  });

  it('has the app ask at its first launch where registration is automatic', async () => {
    await start({ ...shop, automaticRegistration: true });
    await (await sandbox.phone('iphone')).asks();
    expect(told('app.configured')).toEqual([lineOf('automaticRegistration')]);
  });

  it('changes nothing, and nothing is said, where it says what holds anyway', async () => {
    await start({ ...shop, foreground: 'show' });
    expect(told('app.configured')).toEqual([]);
    expect(await inFront(await reachable())).toMatchObject({ shown: true });
  });

  it('gives way to what the sandbox was started with', async () => {
    await start({ ...shop, foreground: 'hide', consent: { opens: 'with-consent' } }, { foreground: 'show' });
    expect(await inFront(await reachable())).toMatchObject({ shown: true });
    expect(told('app.configured')).toEqual([lineOf('consent')]);
  });

  it('is not taken with a mistake in it, which is said at the start', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await start({ ...shop, foreground: 'never', links: { appHosts: ['pay.example'] } });
    const { phone } = await reachable();
    expect(await leads(phone, 'https://pay.example/')).toBe('navigation.outside');
    expect(told('app.configured')).toEqual([]);
    const place = join(customer.folder, FILE);
    const line = `The phones keep the app they have: foreground in ${place} is missing or not allowed.`;
    expect(told('app.not-configured')).toEqual([line]);
    expect(said.mock.calls).toEqual([[`${line}\n`]]);
  });

  it('is said to be no JSON where it is none', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await start('{ "foreground": }');
    expect(said.mock.calls).toEqual([[expect.stringContaining(`${FILE} is no JSON.`)]]);
  });
});

describe('a configuration that is saved in the Studio', () => {
  it('comes to every phone as an update, and registrations stay', async () => {
    await start(shop);
    const reached = await reachable();
    const { phone } = reached;
    const before = await phone.view();
    await save({ foreground: 'page', links: { appHosts: ['pay.example'] } });
    const after = await phone.view();
    expect(after).toMatchObject({
      ...{ installationId: before.installationId, registration: before.registration, state: 'foreground' },
    });
    expect(told('app.configured')).toEqual([lineOf('foreground, links')]);
    await phone.page.open();
    expect(await inFront(reached)).toEqual({ shown: false, asked: true });
    expect(await leads(phone, 'https://pay.example/')).toBe('navigation.app');
    await save({});
    expect(told('app.configured').at(-1)).toBe(lineOf('what an app does without any of it'));
    expect(await leads(phone, 'https://pay.example/')).toBe('navigation.outside');
  });

  it('leaves the phones alone where their app would be the same, and where it is not valid', async () => {
    await start({ ...shop, foreground: 'page' });
    const { phone } = await reachable();
    const { generation } = (await phone.view()).page;
    await save({ foreground: 'page', identity: { ...shop.identity, name: 'Another' } });
    await save({ foreground: 'never' });
    expect((await phone.view()).page.generation).toBe(generation);
    expect([told('app.configured').length, told('app.not-configured').length]).toEqual([1, 1]);
  });

  it('is saved while a check drives the phones, who take it afterwards', { timeout: 60_000 }, async () => {
    await start(shop, { phones: ['android-12'] });
    // It waits, as nobody shows the phone's page.
    const { id } = await sandbox.control.startCheck({ phones: ['p1'] });
    await save({ foreground: 'hide' });
    await save({ foreground: 'page' });
    expect(told('app.configured')).toEqual([]);
    expect(told('app.waits')).toHaveLength(2);
    await sandbox.control.removePhone('p1');
    await expect
      .poll(async () => (await sandbox.control.checkRun(id)).status, { timeout: 30_000 })
      .toBe('not-made');
    await expect.poll(() => told('app.configured')).toEqual([lineOf('foreground')]);
    expect(await inFront(await reachable())).toEqual({ shown: false, asked: true });
  });

  it('waits with the site: what is shown then has both', async () => {
    await start(shop, { phones: ['android-12'] });
    await Promise.all([
      save({ automaticRegistration: true }),
      sandbox.control.showSite({ url: 'http://localhost:1/' }),
    ]);
    expect(told('app.configured')).toEqual([lineOf('automaticRegistration')]);
    expect(sandbox.world.info().site).toBe('http://localhost:1/');
    expect(sandbox.phones.get('p1')?.view().state).toBe('foreground');
  });
});
