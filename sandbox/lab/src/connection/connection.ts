import type { Phone, TimelineEvent } from '../../../src/control/wire.ts';
import { createStore, type Store } from '../store.ts';
import { createTraces, type Trace } from '../timeline/trace/traces.ts';
import { atMostEvery } from './at-most-every.ts';
import { createHistory } from './history.ts';
import type { OpenLive } from './live-source.ts';
import { keepUnchanged } from './unchanged.ts';

/** `refused`: the sandbox has a new token, so this page is of an earlier run and must be reloaded. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'refused';

/** The lab's live picture of the sandbox. */
export interface Connection {
  status: Readable<ConnectionStatus>;
  /** {@link NOT_TOLD} until the sandbox has told them. A phone that has not changed stays the same object. */
  phones: Readable<readonly Phone[]>;
  /** Newest first. */
  traces: Readable<readonly Trace[]>;
  /** Whether all that happened before the lab was opened is among them, as far as the sandbox still has it. */
  pastRead: Readable<boolean>;
  /** Grows when something may have changed in Dynamics: contacts and the device table are worth reading again. */
  dynamicsVersion: Readable<number>;
  /** Grows when the site in the phones is another one, or their app does something else with it. */
  siteVersion: Readable<number>;
  close(): void;
}

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>;

export interface ConnectionOptions {
  open: OpenLive;
  /** Timeline events are collected for so long, then drawn together. Default 50 ms. */
  batchMs?: number;
  /** Reads events before this one, newest first page by page; an empty page is the last. Default: there are none. */
  past?: (before: number) => Promise<readonly TimelineEvent[]>;
}

/** The list of phones before the sandbox has told any: not the same as a sandbox without phones. */
export const NOT_TOLD: readonly Phone[] = [];

/** So many events are taken in at a time, … */
const MAX_AT_ONCE = 1_000;
/** … and then for so long, in milliseconds: what comes after a reconnect must not hold up a click. */
const SLICE_MS = 8;
/** Whoever asks Dynamics again does so at most this often, in milliseconds. */
const DYNAMICS_MS = 250;

export function createConnection({ open, batchMs = 50, past }: ConnectionOptions): Connection {
  const status = createStore<ConnectionStatus>('connecting');
  const phones = createStore<readonly Phone[]>(NOT_TOLD);
  const traces = createTraces({ phones: phones.get });
  const shown = createStore(traces.list());
  const pastRead = createStore(false);
  const dynamicsVersion = createStore(0);
  const siteVersion = createStore(0);
  const dynamicsChanged = atMostEvery(DYNAMICS_MS, () => dynamicsVersion.set(dynamicsVersion.get() + 1));
  let batch: TimelineEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pastEnded = false;

  const take = (events: readonly TimelineEvent[]): boolean => {
    if (events.some(({ kind }) => kind === 'site.changed' || kind === 'app.configured'))
      siteVersion.set(siteVersion.get() + 1);
    if (!traces.add(events)) return false;
    if (events.some(({ hop }) => hop === 'dynamics' || hop === 'gateway')) dynamicsChanged.tell();
    return true;
  };
  const flush = () => {
    const until = performance.now() + SLICE_MS;
    let changed = false;
    let taken = 0;
    do {
      changed = take(batch.slice(taken, taken + MAX_AT_ONCE)) || changed;
      taken += MAX_AT_ONCE;
    } while (taken < batch.length && performance.now() < until);
    batch = batch.slice(taken);
    timer = batch.length > 0 ? setTimeout(flush, 0) : undefined;
    if (changed) shown.set(traces.list());
    tellPast();
  };
  // The newest events may have come, and not been taken in.
  const tellPast = () => {
    if (pastEnded && batch.length === 0) pastRead.set(true);
  };
  const history = createHistory({
    ...{ past, traces, changed: () => shown.set(traces.list()) },
    ended() {
      pastEnded = true;
      tellPast();
    },
  });
  const closeLive = open({
    opened() {
      status.set('open');
      history.read();
    },
    lost: (refused) => status.set(refused ? 'refused' : 'lost'),
    phones: (now) => phones.set(keepUnchanged(phones.get(), now)),
    timeline(event) {
      batch.push(event);
      timer ??= setTimeout(flush, batchMs);
    },
  });
  return {
    status,
    phones,
    traces: shown,
    pastRead,
    dynamicsVersion,
    siteVersion,
    close() {
      clearTimeout(timer);
      dynamicsChanged.close();
      history.close();
      closeLive();
    },
  };
}
