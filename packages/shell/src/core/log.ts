import type { Ports } from './ports.ts';

/** Writes one line. `code` is one of contract/problems.ts, or a dotted event name. */
export type Log = (code: string, message: string, traceId?: string) => void;

export const createLog =
  (port: Ports['log']): Log =>
  (code, message, traceId) => {
    try {
      port?.({ code, message, ...(traceId ? { traceId } : {}) });
    } catch {
      // A log that fails must not fail what it tells of.
    }
  };

/** The same for the observer: its failure is its own. */
export const createObserve =
  (port: Ports['observe']): NonNullable<Ports['observe']> =>
  (observation) => {
    try {
      port?.(observation);
    } catch {
      // See above.
    }
  };
