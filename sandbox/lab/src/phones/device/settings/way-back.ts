import type { DeviceProps } from '../../device-props.ts';

/** Back into the app if it still runs, else to the home screen. */
export const wayBack = ({ phone, appName }: Pick<DeviceProps, 'phone' | 'appName'>): string =>
  phone.state === 'killed' ? 'Home' : `Back to ${appName}`;
