import type { Phone, TimelineEvent } from '../../../src/control/wire.ts';
import { createStore, type Store } from '../store.ts';
import { createTraces, type Trace } from '../timeline/traces.ts';
import type { OpenLive } from './live-source.ts';

/** `refused`: the sandbox has a new token, so this page is of an earlier run and must be reloaded. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'refused';

/** The lab's live picture of the sandbox. */
export interface Connection {
  status: Readable<ConnectionStatus>;
  phones: Readable<readonly Phone[]>;
  /** Newest first. */
  traces: Readable<readonly Trace[]>;
  /** Grows when something may have changed in Dynamics: contacts and the device table are worth reading again. */
  dynamicsVersion: Readable<number>;
  close(): void;
}

type Readable<T> = Pick<Store<T>, 'get' | 'subscribe'>;

export interface ConnectionOptions {
  open: OpenLive;
  /** Timeline events are collected for so long, then drawn together. Default 50 ms. */
  batchMs?: number;
}

export function createConnection({ open, batchMs = 50 }: ConnectionOptions): Connection {
  const status = createStore<ConnectionStatus>('connecting');
  const phones = createStore<readonly Phone[]>([]);
  const traces = createTraces();
  const shown = createStore(traces.list());
  const dynamicsVersion = createStore(0);
  let batch: TimelineEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const events = batch;
    batch = [];
    if (!traces.add(events)) return;
    shown.set(traces.list());
    if (events.some(({ hop }) => hop === 'dynamics' || hop === 'gateway'))
      dynamicsVersion.set(dynamicsVersion.get() + 1);
  };
  const closeLive = open({
    opened: () => status.set('open'),
    lost: (refused) => status.set(refused ? 'refused' : 'lost'),
    phones: (now) => phones.set(now),
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
    close() {
      clearTimeout(timer);
      closeLive();
    },
  };
}
