import { describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';
import type { AppState } from './delivery.ts';

const traceId = 'a'.repeat(32);
const alert = { aps: { alert: { title: 'Hello', body: 'World' } }, data: { link: 'https://l.test/1' } };
const data = { data: { title: 'Hello', body: 'World', link: 'https://l.test/1' } };
const notification = { notification: { title: 'Hello', body: 'World' }, data: { link: 'https://l.test/1' } };
const silent = { aps: { 'content-available': 1 }, data: { link: 'x' } };

type Made = ReturnType<typeof makeProbedPhone>;

async function bring({ phone }: Made, state: AppState, permitted = true): Promise<void> {
  await phone.setNotifications(permitted);
  await phone.launch();
  if (state === 'background') await phone.background();
  if (state === 'killed') await phone.kill();
}

/** Sends a push and waits for the phone's verdict on it. */
async function push(
  { phone, network, timeline }: Made,
  payload: unknown,
  [id = 'n1', collapseKey]: string[] = [],
) {
  const before = timeline.list().length;
  network.send(phone.view().token, { id, payload, traceId, ...(collapseKey ? { collapseKey } : {}) });
  return eventually(() => {
    const verdict = timeline
      .list()
      .find(({ seq, kind }) => seq > before && /^push\.(not-)?shown$/.test(kind));
    if (!verdict) throw new Error('no verdict yet');
    return verdict;
  });
}

describe('a push', () => {
  it.each([
    ['iphone', alert, 'foreground', 'app', ['arrival in front']],
    ['iphone', alert, 'background', 'system', []],
    ['iphone', alert, 'killed', 'system', []],
    ['android-14', notification, 'foreground', 'app', ['arrival in front']],
    ['android-14', notification, 'background', 'system', []],
    ['android-14', notification, 'killed', 'system', []],
    ['android-14', data, 'foreground', 'app', ['arrival in front']],
    ['android-14', data, 'background', 'app', ['arrival behind']],
    ['android-14', data, 'killed', 'task', []],
    ['android-12', data, 'killed', 'task', []],
  ] as const)('on %s %j while the app is %s is shown by: %s', async (...row) => {
    const [profile, payload, state, by, asked] = row;
    const made = makeProbedPhone(profile);
    await bring(made, state);
    const verdict = await push(made, payload);
    expect(verdict).toMatchObject({ kind: 'push.shown', traceId, phone: 'p1', detail: { by } });
    expect(made.phone.view().tray).toMatchObject([{ id: 'n1', title: 'Hello', body: 'World', traceId }]);
    expect(made.probe.calls.filter((call) => call.startsWith('arrival'))).toEqual(asked);
  });

  it.each([
    ['iphone', alert, 'foreground'],
    ['android-14', notification, 'foreground'],
    ['android-14', data, 'foreground'],
    ['android-14', data, 'background'],
  ] as const)('on %s that the app draws (%j, %s) is hidden when the core says so', async (...row) => {
    const [profile, payload, state] = row;
    const made = makeProbedPhone(profile);
    made.probe.display = 'hide';
    await bring(made, state);
    expect(await push(made, payload)).toMatchObject({ kind: 'push.not-shown', detail: { reason: 'hidden' } });
    expect(made.phone.view().tray).toEqual([]);
  });

  it.each(['iphone', 'android-14', 'android-12'] as const)(
    'on %s without permission arrives and is not shown, in any state',
    async (profile) => {
      for (const state of ['foreground', 'background', 'killed'] as const) {
        const made = makeProbedPhone(profile);
        await bring(made, state, false);
        const verdict = await push(made, profile === 'iphone' ? alert : data);
        expect(verdict).toMatchObject({
          kind: 'push.not-shown',
          detail: { reason: 'permission' },
          outcome: 'failed',
        });
        expect(made.kinds()).toContain('push.arrived');
        expect(made.phone.view().tray).toEqual([]);
      }
    },
  );

  it('without text is never shown, but tells a running app', async () => {
    const made = makeProbedPhone('iphone');
    await bring(made, 'background');
    expect(await push(made, silent)).toMatchObject({ detail: { reason: 'silent' } });
    expect(made.probe.calls).toContain('arrival behind');
    await made.phone.kill();
    expect(await push(made, silent)).toMatchObject({ detail: { reason: 'force-quit' } });
  });

  it('is not handed to an Android app that was never opened', async () => {
    const made = makeProbedPhone('android-12');
    expect(await push(made, data)).toMatchObject({ detail: { reason: 'never-opened' } });
    await made.phone.launch();
    expect(await push(made, data)).toMatchObject({ kind: 'push.shown' });
  });

  it('is lost when the app ends before it has decided', async () => {
    const made = makeProbedPhone('iphone');
    made.probe.display = 'never';
    await bring(made, 'foreground');
    const verdict = push(made, alert);
    await eventually(() => expect(made.probe.calls).toContain('arrival in front'));
    await made.phone.kill();
    expect(await verdict).toMatchObject({ detail: { reason: 'app-ended' } });
  });

  it('replaces the one with the same collapse id on iOS, and the same tag on Android', async () => {
    const iphone = makeProbedPhone('iphone');
    await bring(iphone, 'killed');
    await push(iphone, alert, ['n1', 'news']);
    await push(iphone, alert, ['n2', 'news']);
    await push(iphone, alert, ['n3']);
    await push(iphone, alert, ['n4', 'other']);
    expect(iphone.phone.view().tray.map(({ id }) => id)).toEqual(['n4', 'n3', 'n2']);
    const pixel = makeProbedPhone('android-14');
    await bring(pixel, 'killed');
    const tagged = { notification: { title: 'T' }, android: { notification: { tag: 'news' } } };
    await push(pixel, tagged, ['n1', 'collapse']);
    await push(pixel, data, ['n2', 'collapse']);
    expect(await push(pixel, tagged, ['n3'])).toMatchObject({ detail: { replaced: true } });
    expect(pixel.phone.view().tray.map(({ id }) => id)).toEqual(['n3', 'n2']);
  });

  it('waits in the network while the phone is offline', async () => {
    const made = makeProbedPhone('android-14');
    await bring(made, 'background');
    await made.phone.setOnline(false);
    expect(made.network.send(made.phone.view().token, { id: 'n1', payload: data, traceId })).toBe('offline');
    expect(made.timeline.list({ traceId })).toMatchObject([{ kind: 'push.offline' }]);
    await made.phone.setOnline(true);
    await eventually(() => expect(made.phone.view().tray).toHaveLength(1));
  });
});
