import type { TimelineEvent } from '../control/wire.ts';
import type { PageKind, Run } from './result.ts';

/** How reports and the terminal call a page. */
export const pageWords: Record<PageKind, string> = {
  bare: 'bare page',
  'median-js-bridge': 'page with median-js-bridge',
  app: 'your page',
};

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

/** `iPhone 17, bare page` */
export const runTitle = ({ phone, page }: Pick<Run, 'phone' | 'page'>): string =>
  `${phone}, ${pageWords[page]}`;
