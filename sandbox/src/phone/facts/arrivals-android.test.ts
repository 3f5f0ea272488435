import { describe, expect, it } from 'vitest';
import { answerTo, both, data, deliver, notification, settled, verdictOn } from '../testing/deliver.ts';
import { appConfig, makeProbedPhone } from '../testing/make-phone.ts';

type Made = ReturnType<typeof makeProbedPhone>;

const OWN = 'expo_notifications_fallback_notification_channel';

async function allowed(profile = 'android-14'): Promise<Made> {
  const made = makeProbedPhone(profile);
  await answerTo(made, 'allow');
  return made;
}

const toldTo = ({ probe }: Made) => probe.calls.filter((call) => call.startsWith('arrival'));

describe('channels', () => {
  it('have the importance that the app made them with, which only the person changes', async () => {
    const made = await allowed();
    await made.phone.makeChannel({ id: 'news', importance: 'low' });
    await made.phone.makeChannel({ id: 'news', name: 'News', importance: 'high' });
    const news = () => made.phone.view().channels.find(({ id }) => id === 'news');
    expect(news()).toEqual({ id: 'news', name: 'News', importance: 'low', setBy: 'app' });
    await made.phone.setChannel('news', 'default');
    await made.phone.makeChannel({ id: 'news', importance: 'min' });
    expect(news()).toMatchObject({ importance: 'default', setBy: 'person' });
    await made.phone.kill();
    await made.phone.launch();
    expect(news()).toMatchObject({ importance: 'default' });
  });

  it('that the person has changed still tell what the app made them with', async () => {
    const made = await allowed();
    await made.phone.makeChannel({ id: 'news', importance: 'high' });
    for (const importance of ['low', 'none'] as const) await made.phone.setChannel('news', importance);
    expect(made.phone.view().channels.at(-1)).toMatchObject({ importance: 'none', original: 'high' });
  });

  it.each([
    ['none', 'push.not-shown', undefined],
    ['min', 'push.shown', 'channel'],
    ['low', 'push.shown', 'channel'],
    ['default', 'push.shown', undefined],
    ['high', 'push.shown', undefined],
  ] as const)('of importance %s: %s, quiet because of: %s', async (importance, kind, quiet) => {
    const made = await allowed();
    await made.phone.makeChannel({ id: 'news', importance });
    await made.phone.background();
    const verdict = await verdictOn(made, notification({ channel_id: 'news' }));
    expect([verdict.kind, verdict.detail?.quiet]).toEqual([kind, quiet]);
  });

  it('a blocked one shows nothing, and the others go on', async () => {
    const made = await allowed();
    await made.phone.makeChannel({ id: 'news' });
    await made.phone.setChannel(OWN, 'none');
    await made.phone.background();
    expect(await verdictOn(made, notification())).toMatchObject({ detail: { reason: 'channel-blocked' } });
    expect(await verdictOn(made, data())).toMatchObject({ detail: { reason: 'channel-blocked' } });
    expect(await verdictOn(made, notification({ channel_id: 'news' }))).toMatchObject({ kind: 'push.shown' });
  });

  it('a message that names none, or none that there is, comes in the default of the build', async () => {
    const made = await allowed();
    await made.phone.makeChannel({ id: 'news' });
    await made.phone.background();
    for (const how of [{}, { channel_id: 'unheard-of' }, { channel_id: 'news' }])
      await deliver(made, notification(how));
    expect(made.phone.view().tray.map(({ channel }) => channel)).toEqual(['news', OWN, OWN]);
  });

  it('without such a default it comes in FCM’s own, Miscellaneous', async () => {
    // A build without push names no default and makes no channel.
    const made = makeProbedPhone('android-12', { config: appConfig({ pushProvider: 'none' }) });
    await made.phone.launch();
    await made.phone.background();
    await deliver(made, notification({ channel_id: 'unheard-of' }));
    expect(made.phone.view()).toMatchObject({
      channels: [{ id: 'fcm_fallback_notification_channel', name: 'Miscellaneous' }],
      tray: [{ channel: 'fcm_fallback_notification_channel' }],
    });
  });
});

describe('a message', () => {
  it.each([
    ['notification', notification(), 'foreground', 'app', 1],
    ['data', data(), 'foreground', 'app', 1],
    ['both', both(), 'foreground', 'app', 1],
    ['notification', notification(), 'background', 'system', 0],
    ['data', data(), 'background', 'app', 1],
    ['both', both(), 'background', 'system', 0],
    ['notification', notification(), 'killed', 'system', 0],
    ['data', data(), 'killed', 'task', 0],
    ['both', both(), 'killed', 'system', 0],
  ] as const)(
    'of kind %s (%j) with the app in state %s is shown by: %s, and %i times told',
    async (...row) => {
      const [, payload, state, by, told] = row;
      const made = await allowed();
      if (state === 'background') await made.phone.background();
      if (state === 'killed') await made.phone.kill();
      expect(await verdictOn(made, payload)).toMatchObject({ kind: 'push.shown', detail: { by } });
      expect(toldTo(made)).toHaveLength(told);
    },
  );

  it.each([
    ['notification', notification()],
    ['data', data()],
    ['both', both()],
  ])(
    'of kind %s that comes in front is the app’s: nothing is shown unless it says so',
    async (_, payload) => {
      const made = await allowed();
      made.probe.display = 'hide';
      expect(await verdictOn(made, payload)).toMatchObject({ detail: { reason: 'hidden' } });
    },
  );

  it('of both kinds that is tapped brings its data to the app', async () => {
    for (const state of ['background', 'killed'] as const) {
      const made = await allowed();
      if (state === 'background') await made.phone.background();
      else await made.phone.kill();
      const { id } = await deliver(made, both({ link: 'https://shop.example/1' }));
      await made.phone.tap(id);
      await settled();
      expect(made.probe.taps.at(-1)).toMatchObject({
        id,
        payload: { data: { link: 'https://shop.example/1' } },
      });
    }
  });

  it.each([
    ['notification', notification()],
    ['data', data()],
    ['both', both()],
  ])(
    'of kind %s reaches no app that was force-stopped or never opened, until the person opens it',
    async (_, payload) => {
      const made = makeProbedPhone('android-12');
      expect(await verdictOn(made, payload)).toMatchObject({ detail: { reason: 'never-opened' } });
      await made.phone.launch();
      await made.phone.forceStop();
      expect(await verdictOn(made, payload)).toMatchObject({ detail: { reason: 'force-stopped' } });
      await made.phone.launch();
      await settled();
      expect([toldTo(made), made.phone.view().tray]).toEqual([[], []]);
      await made.phone.background();
      expect((await verdictOn(made, payload)).kind).toBe('push.shown');
    },
  );

  it('takes the place of the one with its tag', async () => {
    const made = await allowed();
    await made.phone.kill();
    const first = await deliver(made, notification({ tag: 'news' }));
    const other = await deliver(made, notification({ tag: 'offer' }));
    const second = await deliver(made, notification({ tag: 'news' }));
    expect(made.phone.view().tray.map(({ id }) => id)).toEqual([second.id, other.id]);
    expect(made.phone.view().tray.map(({ id }) => id)).not.toContain(first.id);
  });
});

it('a swipe from the recent apps stops nothing, unless the maker of the phone thinks otherwise', async () => {
  const stock = await allowed('android-14');
  await stock.phone.kill();
  expect((await verdictOn(stock, notification())).kind).toBe('push.shown');
  const strict = await allowed('android-14-swipe-stops');
  await strict.phone.kill();
  expect(strict.phone.view().forceStopped).toBe(true);
  expect(await verdictOn(strict, notification())).toMatchObject({ detail: { reason: 'force-stopped' } });
});

describe('in Doze', () => {
  async function asleep() {
    const made = await allowed();
    await made.phone.background();
    await made.phone.setDoze(true);
    return made;
  }

  it.each([
    ['notification', notification({}, 'normal')],
    ['data', data({}, 'normal')],
  ])('a %s of normal priority waits until the phone wakes', async (_, payload) => {
    const made = await asleep();
    expect((await verdictOn(made, payload)).kind).toBe('push.held');
    expect(made.phone.view().tray).toEqual([]);
    await made.phone.setDoze(false);
    await settled();
    expect(made.phone.view().tray).toHaveLength(1);
  });

  it.each([
    ['notification', notification({}, 'high')],
    ['data', data({}, 'high')],
    ['data, in capitals,', data({}, 'HIGH')],
  ])('a %s of high priority comes at once', async (_, payload) => {
    const made = await asleep();
    expect((await verdictOn(made, payload)).kind).toBe('push.shown');
  });
});

it('an iPhone neither sleeps so nor is force-stopped, and Android knows no Focus', async () => {
  const { phone: iphone } = makeProbedPhone('iphone');
  const { phone: pixel } = makeProbedPhone('android-14');
  await pixel.launch();
  const refused = [
    iphone.setDoze(true),
    iphone.forceStop(),
    iphone.clearData(),
    iphone.makeChannel({ id: 'news' }),
    iphone.setChannel('news', 'none'),
    iphone.loseUnusedPermissions(),
    iphone.updateApp({ targetLevel: 36 }),
  ];
  for (const each of refused) await expect(each).rejects.toMatchObject({ code: 'android-only' });
  for (const each of [
    pixel.setFocus(true),
    pixel.authorizeProvisionally(),
    pixel.answerQuiet('n', 'turn-off'),
  ])
    await expect(each).rejects.toMatchObject({ code: 'ios-only' });
});
