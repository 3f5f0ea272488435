import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { createPass, everything, usual } from '../filter.ts';
import { createTraces } from './traces.ts';

const event = (seq: number, traceId: string, extra: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ seq, at: 1000 + seq, traceId, hop: 'gateway', kind: 'some.kind', summary: `event ${seq}` },
  ...extra,
});

describe('the traces', () => {
  it('come newest first, each with its events in order', () => {
    const traces = createTraces();
    traces.add([event(1, 'a'), event(2, 'b'), event(3, 'a')]);
    expect(traces.list().map(({ id, events }) => [id, events.map(({ seq }) => seq)])).toEqual([
      ['b', [2]],
      ['a', [1, 3]],
    ]);
  });

  it('are the same in whatever order and however often the events come', () => {
    const events = Array.from({ length: 12 }, (_, index) => event(index + 1, 'abc'[index % 3] ?? 'a'));
    const inOrder = createTraces();
    inOrder.add(events);
    const shape = (traces: ReturnType<typeof createTraces>) =>
      traces.list().map(({ id, events: kept }) => [id, kept.map(({ seq }) => seq)]);
    const replays = fc.shuffledSubarray([...events, ...events], { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(replays, (shuffled) => {
        const traces = createTraces();
        traces.add(shuffled);
        expect(shape(traces)).toEqual(shape(inOrder));
        expect(traces.size()).toBe(12);
      }),
    );
  });

  it('keep their identity while nothing new comes, so that nothing is drawn again', () => {
    const traces = createTraces();
    traces.add([event(1, 'a'), event(2, 'b')]);
    const [b, a] = traces.list();
    expect(traces.add([event(1, 'a')])).toBe(false);
    traces.add([event(3, 'b')]);
    expect(traces.list()[1]).toBe(a);
    expect(traces.list()[0]).not.toBe(b);
  });

  it('forget the oldest beyond the capacity', () => {
    const traces = createTraces({ capacity: 100 });
    for (let seq = 1; seq <= 1000; seq += 1) traces.add([event(seq, `t${Math.floor(seq / 10)}`)]);
    expect(traces.size()).toBeLessThanOrEqual(102);
    expect(traces.list()[0]?.id).toBe('t100');
  });

  it('take a late event into its place, with the trace that it begins', () => {
    const traces = createTraces();
    traces.add([event(2, 'b'), event(3, 'a')]);
    traces.add([event(1, 'a')]);
    expect(traces.list().map(({ id, events }) => [id, events.length])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('take the past in, page by page, newest first', () => {
    const events = Array.from({ length: 3_000 }, (_, index) => event(index + 1, `t${index % 700}`));
    const traces = createTraces();
    traces.add(events.slice(2_000));
    traces.add(events.slice(1_000, 2_000));
    expect(traces.oldest()).toBe(1_001);
    traces.add(events.slice(0, 1_000));
    expect(traces.list().map(({ id }) => id)).toEqual(Array.from({ length: 700 }, (_, n) => `t${699 - n}`));
    expect(
      traces
        .list()
        .every((trace) =>
          trace.events.every(({ seq }, at, all) => at === 0 || (all[at - 1]?.seq ?? 0) < seq),
        ),
    ).toBe(true);
    expect(traces.size()).toBe(3_000);
  });

  it('begin again when the sandbox does', () => {
    const traces = createTraces();
    traces.add([event(1, 'old'), event(2, 'old')]);
    traces.add([event(1, 'new', { at: 99_000 })]);
    expect(traces.list().map(({ id }) => id)).toEqual(['new']);
  });
});

describe('the filter', () => {
  const traces = createTraces();
  traces.add([
    event(1, 'one', { phone: 'p1', summary: 'Registered the device', detail: { userId: 'abc123' } }),
    event(2, 'two', { phone: 'p2', outcome: 'failed', kind: 'push.dropped' }),
  ]);
  const idsFor = (filter: Partial<typeof everything>) =>
    traces
      .list()
      .filter(createPass({ ...everything, ...filter }))
      .map(({ id }) => id);

  it('passes everything when empty', () => expect(idsFor({})).toEqual(['two', 'one']));
  it('goes by phone', () => expect(idsFor({ phone: 'p1' })).toEqual(['one']));
  it('wants every word, in whatever case, in summary, kind or detail', () => {
    expect(idsFor({ text: ' ABC123 device ' })).toEqual(['one']);
    expect(idsFor({ text: 'device dropped' })).toEqual([]);
  });
  it('goes by state', () => {
    expect(idsFor({ state: 'stopped' })).toEqual(['two']);
    expect(idsFor({ state: 'done' })).toEqual(['one']);
  });
  it('goes by hop: where a trace came, or where it stopped', () => {
    expect(idsFor({ hop: 'gateway' })).toEqual(['two', 'one']);
    expect(idsFor({ hop: 'gateway', state: 'stopped' })).toEqual(['two']);
    expect(idsFor({ hop: 'apns', state: 'stopped' })).toEqual([]);
  });

  it('finds by phone also what was meant for it, and never reached it', () => {
    const some = createTraces();
    some.add([event(1, 'lost', { hop: 'apns', detail: { token: '…12345678' } }), event(2, 'other')]);
    const phone = { id: 'p9', token: `${'x'.repeat(20)}12345678`, tokens: [] };
    const pass = createPass({ ...everything, phone: 'p9' }, phone);
    expect(
      some
        .list()
        .filter(pass)
        .map(({ id }) => id),
    ).toEqual(['lost']);
  });

  it('leaves out what page and shell only tell each other, until it fails or is searched for', () => {
    const call = (seq: number, id: string, command: string) =>
      event(seq, id, { kind: 'page.call', hop: 'page', detail: { command } });
    const some = createTraces();
    some.add([
      call(1, 'listens', 'events/subscribe'),
      call(2, 'registers', 'msdynamics/registerDevice'),
      call(3, 'received', 'msdynamics/notificationReceivedAnswer'),
      call(4, 'fails', 'events/subscribe'),
      event(5, 'fails', { kind: 'page.answer', outcome: 'failed', detail: { command: 'events/subscribe' } }),
    ]);
    const shown = (filter: Partial<typeof usual>) =>
      some
        .list()
        .filter(createPass({ ...usual, ...filter }))
        .map(({ id }) => id);
    expect(shown({})).toEqual(['fails', 'registers']);
    expect(shown({ text: 'subscribe' })).toEqual(['fails', 'listens']);
    expect(shown({ housekeeping: true })).toHaveLength(4);
  });
});
