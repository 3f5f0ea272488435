import { describe, expect, it } from 'vitest';
import { makeProbedPhone } from '../testing/make-phone.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const traceId = 'a'.repeat(32);
const text = { title: 'Hello', body: 'World' };
const data = { data: text };
const notification = { notification: text };
let sent = 0;

async function push({ phone, network, timeline }: Made, payload: unknown) {
  sent += 1;
  const before = timeline.list().length;
  const answer = network.send(phone.view().token, { id: `n${sent}`, payload, traceId });
  await settled();
  const verdict = timeline.list().find(({ seq, kind }) => seq > before && /^push\.(not-)?shown$/.test(kind));
  return { answer, verdict };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function permitted(profile: string) {
  const made = makeProbedPhone(profile);
  await made.phone.setNotifications(true);
  await made.phone.launch();
  await made.phone.background();
  return made;
}

describe('a force-stopped app', () => {
  it('is handed nothing, in any format, until the person opens it', async () => {
    const made = await permitted('android-14');
    await push(made, notification);
    await made.phone.forceStop();
    expect(made.phone.view()).toMatchObject({ state: 'killed', forceStopped: true, tray: [] });
    for (const payload of [data, notification, { ...data, ...notification }])
      expect((await push(made, payload)).verdict).toMatchObject({
        ...{ kind: 'push.not-shown', outcome: 'failed', detail: { reason: 'force-stopped' } },
        summary:
          'The phone does not show it: the app was force-stopped, and Android hands it nothing until the person opens it.',
      });
    await made.phone.launch();
    expect(made.phone.view().forceStopped).toBe(false);
    await made.phone.kill();
    expect((await push(made, data)).verdict).toMatchObject({ kind: 'push.shown' });
  });

  it('is what a swipe leaves on phones of some makers', async () => {
    const strict = await permitted('android-14-swipe-stops');
    await strict.phone.kill();
    expect(strict.phone.view().forceStopped).toBe(true);
    expect((await push(strict, notification)).verdict).toMatchObject({ detail: { reason: 'force-stopped' } });
    const stock = await permitted('android-14');
    await stock.phone.kill();
    expect(stock.phone.view().forceStopped).toBe(false);
  });

  it('is no thing of an iPhone', async () => {
    await expect(makeProbedPhone('ipad').phone.forceStop()).rejects.toMatchObject({ code: 'android-only' });
  });
});

describe('Doze', () => {
  it.each([
    ['data without a priority', data, 'offline'],
    ['a notification without a priority', notification, 'delivered'],
    ['data of high priority', { ...data, android: { priority: 'HIGH' } }, 'delivered'],
    ['a notification of normal priority', { ...notification, android: { priority: 'normal' } }, 'offline'],
  ] as const)('lets through or holds: %s', async (_, payload, answer) => {
    const made = await permitted('android-14');
    await made.phone.setDoze(true);
    expect(await push(made, payload)).toMatchObject({ answer });
    expect(made.phone.view().tray).toHaveLength(answer === 'delivered' ? 1 : 0);
    expect(made.kinds().includes('push.held')).toBe(answer === 'offline');
    await made.phone.setDoze(false);
    await settled();
    expect(made.phone.view()).toMatchObject({ doze: false, tray: [{ title: 'Hello' }] });
  });

  it('ends when the person takes the phone and opens the app', async () => {
    const made = await permitted('android-12');
    await made.phone.launch();
    await made.phone.setDoze(true);
    expect(made.phone.view()).toMatchObject({ doze: true, state: 'background' });
    await push(made, data);
    await made.phone.launch();
    await settled();
    expect(made.phone.view()).toMatchObject({ doze: false, state: 'foreground', tray: [{ title: 'Hello' }] });
    expect(made.kinds()).toEqual(expect.arrayContaining(['doze.started', 'push.held', 'doze.ended']));
  });

  it('leaves what waits with the network while the phone is offline too', async () => {
    const made = await permitted('android-14');
    await made.phone.setOnline(false);
    await made.phone.setDoze(true);
    await push(made, data);
    await made.phone.setOnline(true);
    await settled();
    expect(made.phone.view().tray).toEqual([]);
    await made.phone.setDoze(false);
    await settled();
    expect(made.phone.view().tray).toHaveLength(1);
  });

  it('is no thing of an iPhone', async () => {
    await expect(makeProbedPhone('iphone').phone.setDoze(true)).rejects.toMatchObject({
      code: 'android-only',
    });
  });
});

describe('a channel', () => {
  const own = 'expo_notifications_fallback_notification_channel';
  const to = (channel_id: string) => ({ ...notification, android: { notification: { channel_id } } });

  it('is made by the app when it starts, and decides how a notification comes', async () => {
    const made = await permitted('android-10');
    expect(made.phone.view().channels).toEqual([
      { id: own, name: 'Notifications', importance: 'high', setBy: 'app' },
    ]);
    await push(made, data);
    await made.phone.setChannel(own, 'low');
    expect((await push(made, data)).verdict).toMatchObject({ detail: { quiet: 'channel', channel: own } });
    await made.phone.setChannel(own, 'none');
    expect((await push(made, data)).verdict).toMatchObject({
      ...{ kind: 'push.not-shown', outcome: 'failed', detail: { reason: 'channel-blocked' } },
    });
    expect(made.phone.view().tray.map(({ channel, quiet }) => [channel, quiet])).toEqual([
      [own, 'channel'],
      [own, undefined],
    ]);
  });

  it('keeps its importance whatever the app makes of it later: only the person changes it', async () => {
    const made = await permitted('android-14');
    await made.phone.makeChannel({ id: 'news', importance: 'low' });
    await made.phone.makeChannel({ id: 'news', name: 'News', importance: 'high' });
    expect(made.phone.view().channels.at(-1)).toEqual({
      ...{ id: 'news', name: 'News', importance: 'low', setBy: 'app' },
    });
    await made.phone.setChannel('news', 'default');
    await made.phone.launch();
    expect(made.phone.view().channels.at(-1)).toMatchObject({ importance: 'default', setBy: 'person' });
    await made.phone.kill();
    await expect(made.phone.makeChannel({ id: 'x' })).rejects.toMatchObject({ code: 'app-not-running' });
    await expect(made.phone.setChannel('x', 'none')).rejects.toMatchObject({ code: 'channel-unknown' });
    await expect(makeProbedPhone('iphone').phone.setChannel('x', 'none')).rejects.toMatchObject({
      code: 'android-only',
    });
  });

  it('is the one that the message names, else the default of the build', async () => {
    const made = await permitted('android-14');
    await made.phone.makeChannel({ id: 'news', name: 'News' });
    await made.phone.kill();
    expect((await push(made, to('news'))).verdict).toMatchObject({ detail: { channel: 'news' } });
    expect((await push(made, to('unknown'))).verdict).toMatchObject({ detail: { channel: own } });
    expect((await push(made, notification)).verdict).toMatchObject({ detail: { channel: own } });
  });

  it('is made by FCM where the build has none either', async () => {
    const made = await permitted('android-14');
    const snapshot = { ...made.phone.snapshot(), channels: [] };
    const again = makeProbedPhone('android-14', { state: snapshot });
    expect((await push(again, to('unknown'))).verdict).toMatchObject({ kind: 'push.shown' });
    expect(again.phone.view().channels).toMatchObject([{ name: 'Miscellaneous', importance: 'default' }]);
  });
});

describe('an iPhone', () => {
  const alert = (aps: object) => ({ aps: { alert: 'Hello', ...aps } });

  it.each([
    [undefined, 'focus'],
    ['active', 'focus'],
    ['passive', 'passive'],
    ['time-sensitive', undefined],
    ['critical', undefined],
    ['nonsense', 'focus'],
  ])('with a Focus takes the interruption level %s: quiet because of %s', async (level, quiet) => {
    const made = await permitted('ios-18');
    await made.phone.setFocus(true);
    await push(made, alert(level ? { 'interruption-level': level } : {}));
    expect(made.phone.view()).toMatchObject({ focus: true });
    expect(made.phone.view().tray[0]?.quiet).toBe(quiet);
    await made.phone.setFocus(false);
    await push(made, alert({}));
    expect(made.phone.view().tray[0]?.quiet).toBeUndefined();
  });

  it('has the number of the last push on the app’s icon, until one says 0', async () => {
    const made = await permitted('iphone');
    await push(made, alert({ badge: 3 }));
    expect(made.phone.view().badge).toBe(3);
    await push(made, alert({}));
    expect(made.phone.view().badge).toBe(3);
    await push(made, { aps: { badge: 0 } });
    expect(made.phone.view()).toMatchObject({ badge: 0, tray: [{}, {}] });
    await made.phone.setNotifications(false);
    await push(made, alert({ badge: 9 }));
    expect(made.phone.view().badge).toBe(0);
  });

  it('is woken by three silent pushes an hour, in the background', async () => {
    const silent = { aps: { 'content-available': 1 } };
    let time = 0;
    const clock = { now: () => time, after: () => () => {} };
    const made = makeProbedPhone('iphone', { clock });
    const reasons = async (count: number) => {
      const all: unknown[] = [];
      for (let n = 0; n < count; n++) all.push((await push(made, silent)).verdict?.detail?.reason);
      return all;
    };
    await made.phone.launch();
    expect(await reasons(5), 'in front').toEqual(Array(5).fill('silent'));
    await made.phone.background();
    expect(await reasons(4)).toEqual(['silent', 'silent', 'silent', 'throttled']);
    expect(made.probe.calls.filter((call) => call === 'arrival behind')).toHaveLength(3);
    time = 3_600_000;
    expect(await reasons(1)).toEqual(['silent']);
    const pixel = await permitted('android-14');
    for (let n = 0; n < 5; n++)
      expect((await push(pixel, { data: {} })).verdict?.detail?.reason).toBe('silent');
  });

  it('has no Focus where it is an Android', async () => {
    await expect(makeProbedPhone('android-9').phone.setFocus(true)).rejects.toMatchObject({
      code: 'ios-only',
    });
  });
});
