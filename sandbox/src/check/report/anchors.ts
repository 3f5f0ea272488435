import type { Run } from '../result.ts';

/** Names of places in the page, stable from report to report: links to them can be kept. */
export const itemId = (number: number): string => `item-${number}`;
export const evidenceId = (number: number, { profile, page }: Run): string =>
  `item-${number}-${profile}-${page}`;
