import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { hopsOf } from './hops.ts';

let seq = 0;
const event = (hop: TimelineEvent['hop'], at: number, extra: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ seq: ++seq, at, traceId: 'a'.repeat(32), hop, kind: `${hop}.did`, summary: `${hop} did` },
  ...extra,
});
const stateOf = (events: TimelineEvent[]) =>
  Object.fromEntries(hopsOf(events).map((hop) => [hop.station, hop.state]));

describe('the hops of a trace', () => {
  it('says how long the path took from one station to the next', () => {
    const hops = hopsOf([
      event('page', 100),
      event('shell', 103),
      event('gateway', 120),
      event('shell', 150),
    ]);
    expect(hops.map((hop) => hop.afterMs)).toEqual([undefined, 3, 17, ...Array(4).fill(undefined)]);
  });

  it('counts from the station before it in time, as a push begins in the middle of the path', () => {
    const hops = hopsOf([event('dynamics', 0), event('apns', 9), event('phone', 12), event('gateway', 40)]);
    expect(hops.map((hop) => hop.afterMs)).toEqual([undefined, undefined, 28, undefined, 9, 3, undefined]);
  });

  it('marks the station where the path stopped, with the event that says why', () => {
    const failure = event('fcm', 2, { outcome: 'failed', summary: 'UNREGISTERED' });
    const hops = hopsOf([event('dynamics', 1), failure]);
    expect(hops.find((hop) => hop.state === 'failed')).toMatchObject({
      station: 'provider',
      name: 'FCM',
      failure,
    });
  });

  it('takes a refusal that shows credentials to be valid for no failure', () => {
    const refused = event('fcm', 2, { outcome: 'failed' });
    const judged = (outcome: 'ok' | 'failed') =>
      stateOf([event('dynamics', 1), refused, event('dynamics', 3, { kind: 'channel.validated', outcome })]);
    expect(judged('ok')).toMatchObject({ dynamics: 'ok', provider: 'ok' });
    expect(judged('failed')).toMatchObject({ dynamics: 'failed', provider: 'failed' });
  });

  it('forgives a failure that a retry made good, but not that of another phone', () => {
    const failed = event('gateway', 1, { outcome: 'failed' });
    expect(stateOf([failed, event('gateway', 2, { outcome: 'ok' })]).gateway).toBe('ok');
    const onPhone = (phone: string, outcome: 'ok' | 'failed') => event('phone', 3, { phone, outcome });
    expect(stateOf([onPhone('p1', 'failed'), onPhone('p2', 'ok')]).phone).toBe('failed');
  });

  it('tells the tap from the phone, and calls the provider by its name', () => {
    const hops = hopsOf([
      event('apns', 1),
      event('fcm', 1),
      event('phone', 2),
      event('phone', 3, { kind: 'push.tapped' }),
    ]);
    expect(hops.slice(4).map(({ name, state }) => [name, state])).toEqual([
      ['APNs/FCM', 'ok'],
      ['Phone', 'ok'],
      ['Tap', 'ok'],
    ]);
  });

  it('gives what a person did in the lab no station', () => {
    expect(new Set(hopsOf([event('lab', 1)]).map((hop) => hop.state))).toEqual(new Set(['idle']));
  });
});
