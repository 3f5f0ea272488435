import type { TimelineEvent } from '../../../src/control/wire.ts';
import type { Traces } from '../timeline/trace/traces.ts';

export interface HistoryOptions {
  past: ((before: number) => Promise<readonly TimelineEvent[]>) | undefined;
  traces: Pick<Traces, 'add' | 'oldest' | 'size'>;
  changed(): void;
}

/** Between two pages, in milliseconds: whoever clicks meanwhile comes first. */
const PAUSE_MS = 30;
/** From the opening of the connection, whose newest events come first. */
const START_MS = 300;

/**
 * Reads the past of a lab that was opened late: page by page, newest first, so that the present is there at once and
 * nothing blocks. It ends where the sandbox has no more; a failure ends it until the connection is opened again.
 */
export function createHistory({ past, traces, changed }: HistoryOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let run = 0;
  const page = async (mine: number) => {
    const before = traces.oldest();
    if (!past || mine !== run) return;
    // The present has not come yet, or nothing has ever happened.
    if (before === undefined) timer = setTimeout(page, START_MS, mine);
    if (before === undefined || before <= 1) return;
    const events = await past(before).catch(() => []);
    if (mine !== run || events.length === 0) return;
    // What is new to nobody, or dropped at once as too old, ends it, too.
    if (!traces.add(events)) return;
    changed();
    if ((traces.oldest() ?? 0) < before) timer = setTimeout(page, PAUSE_MS, mine);
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
