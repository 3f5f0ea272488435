import type { TimelineEvent } from '../../../src/control/wire.ts';
import type { Traces } from '../timeline/trace/traces.ts';

export interface HistoryOptions {
  past: ((before: number) => Promise<readonly TimelineEvent[]>) | undefined;
  traces: Pick<Traces, 'add' | 'oldest' | 'size'>;
  changed(): void;
  /** The sandbox has no more, or has failed to tell it. */
  ended(): void;
}

/** Between two pages, in milliseconds: whoever clicks meanwhile comes first. */
const PAUSE_MS = 30;
/** From the opening of the connection, whose newest events come first. */
const START_MS = 300;

/**
 * Reads the past of a lab that was opened late: page by page, newest first, so that the present is there at once and
 * nothing blocks. It ends where the sandbox has no more; a failure ends it until the connection is opened again.
 */
export function createHistory({ past, traces, changed, ended }: HistoryOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let run = 0;
  const page = async (mine: number) => {
    // Where the present has not come yet, or nothing has ever happened: the newest.
    const before = traces.oldest() ?? Number.MAX_SAFE_INTEGER;
    const events = past && before > 1 ? await past(before).catch(() => []) : [];
    if (mine !== run) return;
    if (traces.add(events)) changed();
    // What is dropped at once as too old ends it, too.
    if ((traces.oldest() ?? before) < before) timer = setTimeout(page, PAUSE_MS, mine);
    else ended();
  };
  return {
    read() {
      run += 1;
      clearTimeout(timer);
      timer = setTimeout(page, START_MS, run);
    },
    close() {
      run += 1;
      clearTimeout(timer);
    },
  };
}
