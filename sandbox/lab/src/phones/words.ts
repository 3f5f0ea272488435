import type { Phone } from '../../../src/control/wire.ts';

/** `iOS 18.5` */
export const osOf = (phone: Phone): string =>
  `${phone.platform === 'ios' ? 'iOS' : 'Android'} ${phone.osVersion}`;

const states = { foreground: 'App in front', background: 'App in background', killed: 'App closed' };

export const stateOf = (phone: Phone): string => states[phone.state];

/** What an app may do, as the system's Settings would say it. */
export function permissionOf({ permission }: Phone): string {
  if (permission.status === 'granted') return 'Allowed';
  if (permission.status === 'undetermined') return 'Not asked yet';
  if (permission.status === 'provisional') return 'Allowed quietly, until the person decides';
  return permission.canAskAgain
    ? 'Not allowed; may be asked again'
    : 'Not allowed; only Settings can change it';
}

/** Whether the app's notifications come at all, be it quietly. */
export const notifies = ({ permission: { status } }: Pick<Phone, 'permission'>): boolean =>
  status === 'granted' || status === 'provisional';
