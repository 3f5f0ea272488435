import {
  Button,
  Caption1,
  SearchBox,
  Spinner,
  Table,
  TableBody,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { MobileApp, MobileDevice } from '../../../../src/control/channel-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { useRemote } from '../../use-remote.ts';
import { DeviceRow } from './device-row.tsx';
import './device-table.css';
import { nameOf, phoneOf, search, tracesByRequest } from './find.ts';

/** So many rows are drawn at first, and with each “more”. */
const PAGE = 100;

/** The tab “Mobile devices” of a mobile app, as Dynamics holds it. */
export function DeviceTable({ app }: { app: MobileApp }) {
  const { client, contacts, connection } = useLab();
  const { mobileAppId } = app;
  const rows = useRemote(useCallback(() => client.mobileDevices(mobileAppId), [client, mobileAppId])).value;
  const people = useStore(contacts) ?? [];
  const phones = useStore(connection.phones);
  const traces = useDeferredValue(useStore(connection.traces));
  const traceOf = useMemo(() => tracesByRequest(traces), [traces]);
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  if (!rows) return <Spinner className="panel-loading" label="Asking Dynamics" />;
  if (rows.length === 0) return <NoDevices ofTheSandbox={app.ofTheSandbox} />;
  const found = search(rows, text, (row) => nameOf(row, people));
  return (
    <div className="devices">
      <div className="devices-head">
        <SearchBox
          size="small"
          aria-label="Search the devices"
          placeholder="Search: a person, a token’s end, a result …"
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <Caption1 role="status">{countWords(found, rows)}</Caption1>
      </div>
      {found.length > 0 ? (
        <Table size="small" aria-label="Mobile devices" className="devices-table">
          <TableHeader>
            <TableRow>
              <TableHeaderCell>User</TableHeaderCell>
              <TableHeaderCell>Device</TableHeaderCell>
              <TableHeaderCell>Result</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {found.slice(0, most).map((row) => (
              <DeviceRow
                key={`${row.userId} ${row.token} ${row.requestId}`}
                device={row}
                name={nameOf(row, people)}
                phone={phoneOf(row, phones)}
                traceId={traceOf.get(row.requestId)}
              />
            ))}
          </TableBody>
        </Table>
      ) : (
        <Caption1 as="p" className="panel-empty">
          No device matches all of these words.
        </Caption1>
      )}
      {found.length > most ? (
        <Button size="small" onClick={() => setMost(most + PAGE)}>
          Show {Math.min(PAGE, found.length - most)} more
        </Button>
      ) : null}
    </div>
  );
}

const countWords = (found: MobileDevice[], all: readonly MobileDevice[]): string => {
  const devices = all.length === 1 ? '1 device' : `${all.length} devices`;
  return found.length === all.length ? `${devices}, newest first` : `${found.length} of ${devices}`;
};

function NoDevices({ ofTheSandbox }: { ofTheSandbox: boolean }) {
  return (
    <Caption1 as="p" className="panel-empty">
      {ofTheSandbox
        ? 'No device yet. In a phone, allow notifications and register a user: its page has buttons for both.'
        : 'No device yet. The phones of the lab register in the sandbox’s own mobile app; a gateway or backend of yours that uses the developer information of this one registers here.'}
    </Caption1>
  );
}
