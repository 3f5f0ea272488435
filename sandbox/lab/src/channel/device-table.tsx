import {
  Badge,
  Caption1,
  Caption2,
  Subtitle2,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import type { ChannelDevice } from '../../../src/control/wire.ts';
import { formatSecond } from '../clock.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { endOf } from '../token.ts';
import './device-table.css';

/** The device table of the mobile app channel, as Dynamics holds it. */
export function DeviceTable() {
  const lab = useLab();
  const devices = useStore(lab.devices) ?? [];
  const info = useStore(lab.info);
  const contacts = useStore(lab.contacts) ?? [];
  const nameOf = (userId: string) => contacts.find(({ contactId }) => contactId === userId)?.fullName;
  return (
    <div className="devices">
      <Subtitle2 as="h2" id="devices-title">
        Mobile app channel
      </Subtitle2>
      <Caption1 block>What Dynamics was asked to register, newest first.</Caption1>
      {info ? (
        <Caption1 block>
          Channel <code>{info.mobileAppId}</code>
        </Caption1>
      ) : null}
      {devices.length === 0 ? (
        <Caption1 as="p" className="panel-empty">
          No device yet. In a phone, allow notifications and register a user.
        </Caption1>
      ) : (
        <Table size="small" aria-labelledby="devices-title" className="devices-table">
          <TableHeader>
            <TableRow>
              <TableHeaderCell>User</TableHeaderCell>
              <TableHeaderCell>Device</TableHeaderCell>
              <TableHeaderCell>Result</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {[...devices]
              .sort((a, b) => b.at - a.at)
              .map((device) => (
                <DeviceRow
                  key={`${device.userId} ${device.token} ${device.requestId}`}
                  device={device}
                  name={nameOf(device.userId)}
                />
              ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}

const colours = { Pending: 'informative', Success: 'success', Failed: 'danger' } as const;

function DeviceRow({ device, name }: { device: ChannelDevice; name: string | undefined }) {
  return (
    <TableRow>
      <TableCell>
        {name}
        <code className="devices-id">{device.userId}</code>
      </TableCell>
      <TableCell>
        {device.platform === 'ios' ? 'iOS' : 'Android'}
        <code className="devices-id">{endOf(device.token)}</code>
      </TableCell>
      <TableCell>
        <Badge appearance="tint" color={colours[device.result]} title={device.requestId}>
          {device.result}
        </Badge>
        <Caption2 block>{device.reason ?? formatSecond(device.at)}</Caption2>
      </TableCell>
    </TableRow>
  );
}
