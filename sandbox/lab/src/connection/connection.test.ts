import { describe, expect, it, vi } from 'vitest';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { createConnection } from './connection.ts';
import type { LiveListener } from './live-source.ts';

const event = (seq: number, hop: TimelineEvent['hop'] = 'page'): TimelineEvent => ({
  ...{ seq, at: seq, traceId: `t${seq}`, hop, kind: 'some.kind', summary: 'x' },
});

function connect() {
  let live: LiveListener | undefined;
  const closed = vi.fn();
  const connection = createConnection({
    batchMs: 0,
    open: (listener) => {
      live = listener;
      return closed;
    },
  });
  if (!live) throw new Error('not opened');
  return { live, connection, closed };
}

describe('the connection', () => {
  it('tells a lost sandbox from one that refuses the token', () => {
    const { live, connection } = connect();
    expect(connection.status.get()).toBe('connecting');
    live.opened();
    expect(connection.status.get()).toBe('open');
    live.lost(false);
    expect(connection.status.get()).toBe('lost');
    live.lost(true);
    expect(connection.status.get()).toBe('refused');
  });

  it('draws events that come together only once', async () => {
    const { live, connection } = connect();
    const drawn = vi.fn();
    connection.traces.subscribe(drawn);
    for (let seq = 1; seq <= 500; seq += 1) live.timeline(event(seq));
    await vi.waitFor(() => expect(connection.traces.get()).toHaveLength(500));
    expect(drawn).toHaveBeenCalledTimes(1);
  });

  it('says when Dynamics is worth asking again', async () => {
    const { live, connection } = connect();
    live.timeline(event(1, 'page'));
    await vi.waitFor(() => expect(connection.traces.get()).toHaveLength(1));
    expect(connection.dynamicsVersion.get()).toBe(0);
    live.timeline(event(2, 'dynamics'));
    await vi.waitFor(() => expect(connection.dynamicsVersion.get()).toBe(1));
  });

  it('reads the past when the present is there, page by page, and ends where there is no more', async () => {
    let live: LiveListener | undefined;
    const read: boolean[] = [];
    const past = vi.fn(async (before: number) => {
      read.push(connection.pastRead.get());
      return Array.from({ length: Math.min(10, before - 1) }, (_, index) =>
        event(before - 1 - index),
      ).reverse();
    });
    const connection = createConnection({
      ...{ batchMs: 0, past },
      open: (listener) => {
        live = listener;
        return () => undefined;
      },
    });
    live?.timeline(event(25));
    live?.opened();
    await vi.waitFor(() => expect(connection.traces.get()).toHaveLength(25), { timeout: 3_000 });
    expect(past.mock.calls).toEqual([[25], [15], [5]]);
    expect(connection.traces.get()[24]?.id).toBe('t1');
    expect(read).toEqual([false, false, false]);
    await vi.waitFor(() => expect(connection.pastRead.get()).toBe(true));
    connection.close();
  });

  it('reads on where the present came while the newest events were asked for', async () => {
    let live: LiveListener | undefined;
    const events = Array.from({ length: 25 }, (_, index) => event(index + 1));
    const past = vi.fn(async (before: number) => {
      if (before > 25) {
        for (const one of events.slice(15)) live?.timeline(one);
        await vi.waitFor(() => expect(connection.traces.get()).toHaveLength(10));
      }
      return events.filter(({ seq }) => seq < before).slice(-10);
    });
    const connection = createConnection({
      ...{ batchMs: 0, past },
      open: (listener) => {
        live = listener;
        return () => undefined;
      },
    });
    live?.opened();
    await vi.waitFor(() => expect(connection.pastRead.get()).toBe(true), { timeout: 3_000 });
    expect(connection.traces.get()).toHaveLength(25);
    connection.close();
  });

  it('knows that nothing has ever happened when the sandbox has said so', async () => {
    const past = vi.fn(async () => []);
    const connection = createConnection({
      past,
      open(listener) {
        listener.opened();
        return () => undefined;
      },
    });
    expect(connection.pastRead.get()).toBe(false);
    await vi.waitFor(() => expect(connection.pastRead.get()).toBe(true));
    expect(past).toHaveBeenCalledOnce();
    connection.close();
  });

  it('closes its stream', () => {
    const { connection, closed } = connect();
    connection.close();
    expect(closed).toHaveBeenCalledOnce();
  });
});
