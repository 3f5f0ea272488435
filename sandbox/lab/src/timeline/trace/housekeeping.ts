import type { TimelineEvent } from '../../../../src/control/wire.ts';

/** Commands that no page calls on its own behalf (contract/page-shell.ts). */
const HOUSEKEEPING = /^events\/|Answer$/;

/** What page and shell tell each other without anybody having asked for it. */
export const isHousekeeping = ({ kind, outcome, detail }: TimelineEvent): boolean =>
  outcome !== 'failed' &&
  (kind === 'page.loaded' || (kind.startsWith('page.') && HOUSEKEEPING.test(String(detail?.command))));
