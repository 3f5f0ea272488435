import { describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { connectFakePage } from './testing/fake-page.ts';
import { makeProbedPhone, origins } from './testing/make-phone.ts';

async function launched() {
  const made = makeProbedPhone('iphone');
  await made.phone.launch();
  return { ...made, page: connectFakePage(made.phone) };
}

describe('a page in the WebView', () => {
  it('speaks to the core as a page of the site', async () => {
    const { page, probe, phone } = await launched();
    page.say({ message: 'median://x/y' });
    page.say({ url: `${origins.phone}/cart?id=1#top` });
    page.say({ loaded: `${origins.phone}/cart` });
    await eventually(() => expect(probe.calls).toContain(`loaded ${origins.site}/cart`));
    expect(probe.received).toEqual([{ message: 'median://x/y', origin: origins.site, mainFrame: true }]);
    expect(phone.view().page).toMatchObject({ url: `${origins.phone}/cart`, generation: 1, connected: true });
  });

  it('of another origin is not mistaken for the site', async () => {
    const { probe, phone } = await launched();
    const page = connectFakePage(phone, '/', 'https://evil.test');
    page.say({ message: 'x' });
    await eventually(() => expect(probe.received).toHaveLength(1));
    expect(probe.received[0]).toMatchObject({ origin: 'https://evil.test' });
    expect(phone.view().page.url).toBe('https://evil.test/');
  });

  it('runs what the core says; without a page the core hears that nobody could', async () => {
    const { page, probe } = await launched();
    expect(await probe.processes[0]?.web.run('f(1)')).toBe(true);
    expect(page.seen).toEqual(['run f(1)']);
    page.close();
    expect(await probe.processes[0]?.web.run('f(2)')).toBe(false);
  });

  it('gives way to a later one, which alone is heard', async () => {
    const { page, phone, probe } = await launched();
    const later = connectFakePage(phone);
    expect(page.seen).toEqual(['closed']);
    page.say({ message: 'old' });
    page.close();
    later.say({ message: 'new' });
    await eventually(() => expect(probe.received).toHaveLength(1));
    expect(probe.received[0]?.message).toBe('new');
    expect(phone.view().page.connected).toBe(true);
  });

  it('that comes from where it was sent away before is sent on', async () => {
    const { page, phone, probe } = await launched();
    probe.destinations.push([origins.site, 'app']);
    page.close();
    await probe.processes[0]?.web.load(`${origins.site}/orders/42`);
    expect(phone.view().page.url).toBe(`${origins.phone}/orders/42`);
    const earlier = connectFakePage(phone, '/start');
    earlier.say({ loaded: `${origins.phone}/start` });
    expect(earlier.seen).toEqual([`navigate ${origins.phone}/orders/42`]);
    expect(probe.calls).not.toContain(`loaded ${origins.site}/start`);
    expect(phone.view().page.url).toBe(`${origins.phone}/orders/42`);
    connectFakePage(phone, '/orders/42');
    expect(phone.view().page).toMatchObject({ url: `${origins.phone}/orders/42`, connected: true });
    const own = connectFakePage(phone, '/start');
    expect(own.seen).toEqual([]);
  });

  it('ends with the app, and is turned away while no app runs', async () => {
    const { page, phone, probe } = await launched();
    await phone.kill();
    expect(page.seen).toEqual(['closed']);
    const late = connectFakePage(phone);
    expect(late.seen).toEqual(['closed']);
    late.say({ message: 'x' });
    expect(probe.received).toEqual([]);
    expect(phone.view().page.connected).toBe(false);
  });

  it.each([
    ['malformed-message', 'no JSON'],
    ['malformed-message', '{"message":1}'],
    ['malformed-message', '{"message":"x","url":"y"}'],
    ['body-too-large', JSON.stringify({ message: 'é'.repeat(33_000) })],
    ['body-too-large', JSON.stringify({ oversize: 70_000 })],
  ])('that sends nonsense is refused with %s', async (code, text) => {
    const { page, probe, timeline } = await launched();
    page.raw(text);
    expect(timeline.list()).toContainEqual(
      expect.objectContaining({
        kind: 'page.refused',
        outcome: 'failed',
        detail: expect.objectContaining({ code }),
      }),
    );
    expect(probe.received).toEqual([]);
  });
});
