import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { stationsOf } from './stations.ts';
import { titleOf } from './title.ts';
import { judge, waysOf } from './verdict.ts';

let seq = 0;
const event = (hop: TimelineEvent['hop'], at: number, extra: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ seq: ++seq, at, traceId: 'a'.repeat(32), hop, kind: `${hop}.did`, summary: `${hop} did` },
  ...extra,
});
const phones = [
  { id: 'p1', token: `${'x'.repeat(56)}11111111`, tokens: [] },
  { id: 'p2', token: `${'x'.repeat(56)}22222222`, tokens: [] },
];
const sent = (at = 0) =>
  event('dynamics', at, {
    ...{
      kind: 'journey.reached',
      outcome: 'ok',
      summary: 'Dynamics sends “Your order” to 2 devices of this person',
    },
    detail: { devices: 2 },
  });
const provider = (hop: 'apns' | 'fcm', at: number, token: string, refused = '') =>
  event(hop, at, {
    ...{ kind: refused ? 'push.refused' : 'push.accepted', outcome: refused ? 'failed' : 'ok' },
    detail: { token, ...(refused && { reason: refused }) },
  });
const shown = (at: number, phone: string) => event('phone', at, { kind: 'push.shown', outcome: 'ok', phone });
const track = (events: TimelineEvent[]) =>
  waysOf(events, phones).map((way) => stationsOf(way).map(({ id, state, afterMs }) => [id, state, afterMs]));

describe('the stations of a trace', () => {
  it('stand in the order of the path, with the time from one to the next', () => {
    const tap = event('phone', 900, { kind: 'push.tapped', outcome: 'ok', phone: 'p1' });
    const report = event('shell', 905, { kind: 'shell.open.sent' });
    expect(track([sent(), provider('apns', 9, '…11111111'), shown(30, 'p1'), tap, report])).toEqual([
      [
        ['dynamics', 'ok', undefined],
        ['apns', 'ok', 9],
        ['phone', 'ok', 21],
        ['tap', 'ok', 870],
        ['shell', 'ok', 5],
      ],
    ]);
  });

  it('of a push say where it stopped, and what it has not reached', () => {
    const told = event('dynamics', 12, { kind: 'journey.removed', outcome: 'failed' });
    const refused = provider('fcm', 9, '…22222222', 'UNREGISTERED');
    const [stations = []] = waysOf([sent(), refused, told], phones).map(stationsOf);
    expect(stations.map(({ id, state }) => [id, state])).toEqual([
      ['dynamics', 'ok'],
      ['fcm', 'failed'],
      ['phone', 'idle'],
      ['tap', 'idle'],
    ]);
    expect(stations[1]?.stop).toMatchObject({ code: 'UNREGISTERED', hop: 'fcm' });
  });

  it('are told apart by phone where a push goes to several, and the trace is judged by the worst', () => {
    const events = [
      sent(),
      provider('apns', 5, '…11111111', 'BadDeviceToken'),
      provider('fcm', 6, '…22222222'),
      shown(20, 'p2'),
    ];
    expect(waysOf(events, phones).map(({ to, explanation }) => [to, explanation.state])).toEqual([
      [{ phone: 'p1' }, 'stopped'],
      [{ phone: 'p2' }, 'done'],
    ]);
    expect(judge(events, phones)).toMatchObject({ state: 'stopped', stop: { hop: 'apns' } });
    expect(waysOf(events, []).map(({ to }) => to)).toEqual([{ ending: '11111111' }, { ending: '22222222' }]);
  });

  it('of a call are those that it has reached', () => {
    const call = event('page', 0, { kind: 'page.call', detail: { command: 'msdynamics/registerDevice' } });
    expect(track([call])).toEqual([[['page', 'open', undefined]]]);
    const answer = event('shell', 3, { kind: 'page.answer', outcome: 'ok' });
    expect(track([call, answer])).toEqual([
      [
        ['page', 'ok', undefined],
        ['shell', 'ok', 3],
      ],
    ]);
  });
});

describe('the title of a trace', () => {
  const names = new Map([['p1', 'iPhone 17']]);
  it('names the call and the phone', () => {
    const call = { kind: 'page.call', phone: 'p1', detail: { command: 'msdynamics/registerDevice' } };
    expect(titleOf({ events: [event('page', 0, call)], phones: ['p1'] }, names)).toBe(
      'registerDevice by iPhone 17',
    );
  });
  it('names the push by its own title', () => {
    expect(titleOf({ events: [sent()], phones: [] }, names)).toBe('Push “Your order”');
  });
  it('says whose credentials Dynamics checks, which is no push to anybody', () => {
    const checking = event('dynamics', 0, { kind: 'channel.checking', detail: { platform: 'android' } });
    const refused = event('fcm', 3, { kind: 'push.refused', outcome: 'failed' });
    expect(titleOf({ events: [checking, refused], phones: [] }, names)).toBe('Check of the FCM credentials');
  });
  it('does not take a notification channel of Android for the mobile app channel', () => {
    const made = event('phone', 0, { kind: 'channel.made', summary: 'The app has a notification channel.' });
    expect(titleOf({ events: [made], phones: ['p2'] }, names)).toBe('The app has a notification channel');
  });
  it('is else the first thing that happened', () => {
    expect(titleOf({ events: [event('lab', 0, { summary: 'The clock moved.' })], phones: [] }, names)).toBe(
      'The clock moved',
    );
  });
});
