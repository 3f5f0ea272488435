import { describe, expect, it } from 'vitest';
import { alert, answerTo, backgroundPush, deliver, verdictOn } from '../testing/deliver.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';

async function allowed() {
  const made = makeProbedPhone('iphone');
  await answerTo(made, 'allow');
  return made;
}

it.each(['undetermined', 'denied'] as const)(
  'an app whose permission is %s has a token, and what is sent to it arrives and is not shown',
  async (status) => {
    const made = makeProbedPhone('iphone');
    await made.phone.launch();
    if (status === 'denied') await answerTo(made, 'deny');
    const token = await made.probe.processes[0]?.push.token();
    expect(token).toMatchObject({ value: made.phone.view().token });
    const { answer, traceId } = await deliver(made, alert());
    expect(answer).toBe('delivered');
    expect(made.timeline.list({ traceId }).map(({ kind, detail }) => [kind, detail?.reason])).toEqual([
      ['push.arrived', undefined],
      ['push.not-shown', 'permission'],
    ]);
    expect(made.phone.view().tray).toEqual([]);
  },
);

describe('in front', () => {
  it.each([
    ['show', 'push.shown'],
    ['hide', 'push.not-shown'],
  ] as const)('the app is asked, and what it says is done: %s', async (display, kind) => {
    const made = await allowed();
    made.probe.display = display;
    expect((await verdictOn(made, alert())).kind).toBe(kind);
    expect(made.probe.calls).toContain('arrival in front');
  });

  it('nothing is shown where the app listens to nothing', async () => {
    const made = await allowed();
    const [process] = made.probe.processes;
    // The second listener takes the place of the first, and leaves.
    process?.push.onArrival(async () => 'show')();
    expect(await verdictOn(made, alert())).toMatchObject({ detail: { reason: 'hidden' } });
  });
});

it.each(['background', 'killed'] as const)(
  'an alert is shown by the system while the app is %s',
  async (state) => {
    const made = await allowed();
    if (state === 'background') await made.phone.background();
    else await made.phone.kill();
    expect(await verdictOn(made, alert())).toMatchObject({ kind: 'push.shown', detail: { by: 'system' } });
    expect(made.probe.calls.filter((call) => call.startsWith('arrival'))).toEqual([]);
  },
);

it('a background push runs the app, but not one that the person has swiped away', async () => {
  const made = await allowed();
  await made.phone.background();
  await deliver(made, backgroundPush, { priority: '5' });
  expect(made.probe.calls.filter((call) => call === 'arrival behind')).toHaveLength(1);
  await made.phone.kill();
  expect(await verdictOn(made, backgroundPush, { priority: '5' })).toMatchObject({
    detail: { reason: 'force-quit' },
  });
  expect(made.probe.calls.filter((call) => call === 'arrival behind')).toHaveLength(1);
});

it('a push takes the place of the one with its collapse id, and of no other', async () => {
  const made = await allowed();
  await made.phone.kill();
  const ids: string[] = [];
  for (const collapseKey of ['news', 'offer', 'news', undefined, undefined]) {
    ids.push((await deliver(made, alert(), collapseKey === undefined ? {} : { collapseKey })).id);
  }
  const [, offer, news, one, two] = ids;
  expect(made.phone.view().tray.map(({ id }) => id)).toEqual([two, one, news, offer]);
});

describe('a Focus', () => {
  it.each([
    ['passive', 'passive', 'passive'],
    ['active', undefined, 'focus'],
    [undefined, undefined, 'focus'],
    ['time-sensitive', undefined, undefined],
    ['critical', undefined, undefined],
  ] as const)('an alert with interruption level %s: quiet without it: %s, with it: %s', async (...row) => {
    const [level, without, during] = row;
    const made = await allowed();
    await made.phone.background();
    const payload = alert(level === undefined ? {} : { 'interruption-level': level });
    expect((await verdictOn(made, payload)).detail?.quiet).toBe(without);
    await made.phone.setFocus(true);
    expect((await verdictOn(made, payload)).detail?.quiet).toBe(during);
    await made.phone.setFocus(false);
    expect((await verdictOn(made, payload)).detail?.quiet).toBe(without);
  });
});

it('the badge is what the last alert says, and 0 takes it away', async () => {
  const made = await allowed();
  await made.phone.background();
  const badges: number[] = [];
  for (const badge of [3, undefined, 7, 0]) {
    await deliver(made, alert(badge === undefined ? {} : { badge }));
    badges.push(made.phone.view().badge);
  }
  expect(badges).toEqual([3, 3, 7, 0]);
});
