import type { TimelineEvent } from './wire.ts';

/** How a person reads the stations of a path. */
export const hopNames: Record<TimelineEvent['hop'], string> = {
  page: 'Page',
  shell: 'Shell',
  gateway: 'Gateway',
  dynamics: 'Dynamics',
  apns: 'APNs',
  fcm: 'FCM',
  phone: 'Phone',
  lab: 'Lab',
};
