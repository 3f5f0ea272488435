import type { PageKind, Run } from './result.ts';

/** How reports and the terminal call a page. */
export const pageWords: Record<PageKind, string> = {
  bare: 'bare page',
  'median-js-bridge': 'page with median-js-bridge',
  app: 'your page',
  phone: 'check page',
};

/** `iPhone 17, bare page` */
export const runTitle = ({ phone, page }: Pick<Run, 'phone' | 'page'>): string =>
  `${phone}, ${pageWords[page]}`;
