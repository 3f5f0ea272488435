import { createControlClient } from '../../src/control/client.ts';
import type { TimelineEvent } from '../../src/control/wire.ts';
import { createAddress } from './address.ts';
import { createAhead } from './ahead.ts';
import { createLabClock } from './clock.ts';
import { createConnection } from './connection/connection.ts';
import { createLiveSource } from './connection/live-source.ts';
import { createFaults } from './faults/create-faults.ts';
import type { Lab } from './lab-context.ts';
import { createNotices } from './notices.ts';
import type { Panel } from './panel.ts';
import { createWall } from './phones/wall/create-wall.ts';
import { createRemote } from './remote.ts';
import { createStore } from './store.ts';
import { linkToTrace, syncAddress } from './sync-address.ts';
import { createTheme } from './theme.ts';
import { type TraceFilter, usual } from './timeline/filter.ts';

/** Connects the lab to the sandbox that served it. */
export function createLab(token: string): Lab {
  const client = createControlClient({ url: '', token });
  const connection = createConnection({
    open: createLiveSource(token),
    past: (before) => client.call<TimelineEvent[]>('GET', `/timeline?before=${before}&limit=2000`),
  });
  const notices = createNotices();
  const info = createRemote(() => notices.watch(client.info()));
  const contacts = createRemote(() => notices.watch(client.contacts()));
  const devices = createRemote(() => notices.watch(client.devices()));
  const panel = createStore<Panel>('phones');
  const filter = createStore<TraceFilter>(usual);
  const trace = createStore('');
  const address = createAddress();
  syncAddress(address, { panel, trace, filter });
  const readDynamics = () => {
    contacts.refresh();
    devices.refresh();
  };
  connection.dynamicsVersion.subscribe(readDynamics);
  connection.siteVersion.subscribe(info.refresh);
  connection.status.subscribe(() => {
    if (connection.status.get() !== 'open') return;
    info.refresh();
    readDynamics();
  });
  return {
    ...{ client, connection, notices, info, contacts, devices, panel, filter, trace, address },
    faults: createFaults({ client, connection, notices }),
    wall: createWall({ address, client, connection, notices }),
    wide: createStore(false),
    theme: createTheme(matchMedia('(prefers-color-scheme: dark)'), localStorage),
    clock: createLabClock(createAhead({ read: client.clock, connection })),
    // A step, so that “back” leads to where it was asked for, with its filter.
    showTrace: (traceId) => address.set(linkToTrace(address.get(), traceId), true),
  };
}
