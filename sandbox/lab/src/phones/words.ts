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

/** Something unusual about a phone, and what comes of it. */
export interface Condition {
  name: string;
  meaning: string;
}

/** What is unusual about a phone now: nobody should wonder why a push does not come. */
export function conditionsOf(phone: Phone): Condition[] {
  const { online, opened, doze, focus, forceStopped, clockSkewMs, platform } = phone;
  const service = platform === 'ios' ? 'APNs' : 'FCM';
  const all: [boolean, string, string][] = [
    [
      !online,
      'Offline',
      `No network: pushes wait at ${service}, and neither the app nor its page reaches a server.`,
    ],
    [forceStopped, 'Force-stopped', 'Nothing reaches the app until a person opens it.'],
    [
      platform === 'android' && !opened,
      'Never opened',
      'Android hands nothing to an app that nobody has opened since it was installed.',
    ],
    [doze, 'Doze', 'The phone sleeps: pushes of normal priority wait until it wakes.'],
    [
      focus,
      'Focus',
      'Only time-sensitive and critical notifications are announced; the others come quietly.',
    ],
    [clockSkewMs !== 0, `Clock ${skewOf(clockSkewMs)}`, 'The clock of the phone is wrong.'],
  ];
  return all.filter(([is]) => is).map(([, name, meaning]) => ({ name, meaning }));
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** `+2 h`, `−1 d 30 min`: how far a clock is ahead, in its two largest units. */
export function skewOf(ms: number): string {
  let rest = Math.abs(ms);
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return `${ms < 0 ? '−' : '+'}${parts.slice(0, 2).join(' ') || '0 s'}`;
}

/** Whether the app's notifications come at all, be it quietly. */
export const notifies = ({ permission: { status } }: Pick<Phone, 'permission'>): boolean =>
  status === 'granted' || status === 'provisional';
