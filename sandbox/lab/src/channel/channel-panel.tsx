import { DeviceTable } from './device-table.tsx';

/** The mobile app channel as Dynamics holds it. */
export function ChannelPanel() {
  return <DeviceTable />;
}
