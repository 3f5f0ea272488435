import { Badge, Caption2, Link, TableCell, TableRow } from '@fluentui/react-components';
import type { MobileDevice } from '../../../../src/control/channel-wire.ts';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { phonesOn } from '../../phones/wall/order.ts';
import { platformNames } from '../words.ts';

interface DeviceRowProps {
  device: MobileDevice;
  name: string | undefined;
  /** The phone of the lab that it is. */
  phone: Phone | undefined;
  traceId: string | undefined;
}

const colours = { Pending: 'informative', Success: 'success', Failed: 'danger' } as const;
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });

/** A device that Dynamics was asked to register. */
export function DeviceRow({ device, name, phone, traceId }: DeviceRowProps) {
  const { showTrace, panel, wide, wall, connection } = useLab();
  const showPhone = (id: string) => {
    wide.set(false);
    const there = phonesOn(wall.get().order, connection.phones.get()).some((shown) => shown.id === id);
    if (there) wall.look(id);
    else wall.show(id);
    if (matchMedia('(width < 1120px)').matches) panel.set('phones');
    requestAnimationFrame(() => document.getElementById(`phone-${id}`)?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <TableRow>
      <TableCell>
        {name}
        <code className="devices-id">{device.userId}</code>
      </TableCell>
      <TableCell>
        {phone ? (
          <Link as="button" onClick={() => showPhone(phone.id)}>
            {phone.name}
          </Link>
        ) : (
          platformNames[device.platform]
        )}
        <code className="devices-id">
          {phone ? `${platformNames[device.platform]} ` : ''}
          {device.token}
        </code>
      </TableCell>
      <TableCell>
        <Badge appearance="tint" color={colours[device.result]} title={device.requestId}>
          {device.result}
        </Badge>{' '}
        {traceId ? (
          <Link as="button" className="devices-trace" onClick={() => showTrace(traceId)}>
            Trace
          </Link>
        ) : null}
        {device.reason ? <Caption2 block>{device.reason}</Caption2> : null}
        {device.details ? <Caption2 block>{device.details}</Caption2> : null}
        <Caption2 block>{moment.format(device.registeredAt)}</Caption2>
      </TableCell>
    </TableRow>
  );
}
