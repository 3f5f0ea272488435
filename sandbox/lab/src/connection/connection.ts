import type { Phone, TimelineEvent } from '../../../src/control/wire.ts';
import { createStore, type Store } from '../store.ts';
import { createTraces, type Trace } from '../timeline/trace/traces.ts';
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
  /** Grows when something may have changed in Dynamics: contacts and the device table are worth reading again. */
  dynamicsVersion: Readable<number>;
  /** Grows when the site in the phones is another one. */
  siteVersion: Readable<number>;
  close(): void;
}

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>;

export interface ConnectionOptions {
  open: OpenLive;
  /** Timeline events are collected for so long, then drawn together. Default 50 ms. */
  batchMs?: number;
}

/** The list of phones before the sandbox has told any: not the same as a sandbox without phones. */
export const NOT_TOLD: readonly Phone[] = [];

/** So many events are taken in at a time: what comes after a reconnect must not hold up a click. */
const MAX_AT_ONCE = 1_000;

export function createConnection({ open, batchMs = 50 }: ConnectionOptions): Connection {
  const status = createStore<ConnectionStatus>('connecting');
  const phones = createStore<readonly Phone[]>(NOT_TOLD);
  const traces = createTraces({ phones: phones.get });
  const shown = createStore(traces.list());
  const dynamicsVersion = createStore(0);
  const siteVersion = createStore(0);
  const batch: TimelineEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const events = batch.splice(0, MAX_AT_ONCE);
    if (batch.length > 0) timer = setTimeout(flush, 0);
    if (events.some(({ kind }) => kind === 'site.changed')) siteVersion.set(siteVersion.get() + 1);
    if (!traces.add(events)) return;
    shown.set(traces.list());
    if (events.some(({ hop }) => hop === 'dynamics' || hop === 'gateway'))
      dynamicsVersion.set(dynamicsVersion.get() + 1);
  };
  const closeLive = open({
    opened: () => status.set('open'),
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
    dynamicsVersion,
    siteVersion,
    close() {
      clearTimeout(timer);
      closeLive();
    },
  };
}
