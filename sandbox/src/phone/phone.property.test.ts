import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Phone } from '../control/wire.ts';
import { createPhone } from './phone.ts';
import { PhoneRefusal } from './refusal.ts';
import { eventually } from './testing/eventually.ts';
import { connectFakePage } from './testing/fake-page.ts';
import { makeProbedPhone } from './testing/make-phone.ts';
import { outsideActs } from './testing/outside-acts.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const acts: Record<string, (made: Made) => Promise<unknown>> = {
  ...outsideActs,
  page: async ({ phone }) => connectFakePage(phone),
  ask: async ({ probe }) => void probe.processes.at(-1)?.push.requestPermission(),
  settings: async ({ probe }) => void probe.processes.at(-1)?.push.openSettings(),
  outside: async ({ probe }) => void probe.processes.at(-1)?.web.openOutside('https://else.test/'),
  hide: async ({ probe }) => {
    probe.display = probe.display === 'hide' ? 'show' : 'hide';
  },
};

/** What is true of every phone at any time. */
function checkAlways({ phone, network, probe, timeline }: Made): void {
  const view = phone.view();
  expect(network.alive, 'one live token').toEqual([view.token]);
  const running =
    probe.calls.filter((call) => call === 'start').length -
    probe.calls.filter((call) => call === 'close').length;
  expect(running, 'processes').toBe(view.state === 'killed' ? 0 : 1);
  if (view.state === 'killed')
    expect(view).toMatchObject({
      dialog: null,
      settingsOpen: false,
      browser: null,
      page: { connected: false },
    });
  if (view.settingsOpen || view.browser) expect(view.state).toBe('background');
  if (view.dialog) {
    expect(view).toMatchObject({ state: 'foreground', permission: { canAskAgain: true } });
    expect(view.permission.status).not.toBe('granted');
  }
  if (view.profile === 'android-12') {
    expect(view.dialog).toBeNull();
    expect(view.permission.canAskAgain).toBe(view.permission.status === 'granted');
  }
  expect(new Set(view.tray.map(({ id }) => id)).size).toBe(view.tray.length);
  expect(timeline.list().filter(({ kind }) => kind === 'shell.failed')).toEqual([]);
}

/** What one act may change. */
function checkStep(name: string, before: Phone, after: Phone): void {
  if (after.tray.some(({ id }) => !before.tray.some((old) => old.id === id))) {
    expect(['push', 'online'], 'new in the tray').toContain(name);
    expect(before.permission.status).toBe('granted');
  }
  if (before.state === 'killed') expect(after.dialog, 'no dialog outlives its process').toBeNull();
  if (after.token !== before.token) expect(['reinstall', 'rotate']).toContain(name);
  if (after.permission.status !== before.permission.status)
    expect(['allow', 'deny', 'notificationsOn', 'notificationsOff', 'reinstall']).toContain(name);
  if (
    before.permission.status === 'denied' &&
    !before.permission.canAskAgain &&
    after.permission.status !== 'denied'
  )
    expect(['notificationsOn', 'reinstall']).toContain(name);
  if (!before.online)
    expect(after.tray.length).toBeLessThanOrEqual(name === 'online' ? Infinity : before.tray.length);
}

it.each(['iphone', 'android-14', 'android-12'] as const)(
  '%s never contradicts its system’s rules, whatever happens in whatever order',
  async (profile) => {
    const order = fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(order, async (names) => {
        const made = makeProbedPhone(profile);
        for (const name of names) {
          const before = made.phone.view();
          await acts[name]?.(made).catch((error) => expect(error).toBeInstanceOf(PhoneRefusal));
          await settled(made);
          checkAlways(made);
          checkStep(name, before, made.phone.view());
        }
        const { state, dialog, settingsOpen, browser, page, ...kept } = made.phone.view();
        const again = createPhone({
          ...made.options,
          state: JSON.parse(JSON.stringify(made.phone.snapshot())),
        });
        expect(again.view()).toMatchObject(kept);
      }),
      { numRuns: 150 },
    );
  },
);

/** Every push that has arrived was judged. */
const settled = ({ kinds }: Made) =>
  eventually(() => {
    const count = (pattern: RegExp) => kinds().filter((kind) => pattern.test(kind)).length;
    expect(count(/^push\.(not-)?shown$/)).toBe(count(/^push\.arrived$/));
  });
