import { createLog } from './log.ts';
import { isSilent, readNotification } from './notification.ts';
import type { Ports } from './ports.ts';
import { openRecord } from './registration/open-record.ts';
import { isSuppressed } from './registration/record.ts';

/**
 * What becomes of a push for which the system has started a process without any core: Android does, to have a message
 * in the data format drawn. Only what is stored is read; nothing is written or sent.
 */
export async function arrivalWithoutCore(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  payload: unknown,
): Promise<'show' | 'hide'> {
  if (isSilent(readNotification(payload))) return 'hide';
  const record = await openRecord({ store, clock, log: createLog(log) });
  return isSuppressed(record.get()) ? 'hide' : 'show';
}
