import type { SiteControl } from './site-control/change.ts';
import { newTraceId } from './trace.ts';
import { judge, keptEvent, type TriedOptions, takenEvent } from './tried-config.ts';

export interface TryingOptions extends TriedOptions {
  /** Brings another build of the app onto the phones. */
  update: SiteControl['update'];
  keep(closer: () => unknown): void;
}

/** How often phones that somebody drives are asked whether they are free, in milliseconds. */
const ASK_AGAIN_MS = 250;

/** Brings what was saved onto the phones: at once, or as soon as neither check nor scenario drives them. */
export function createTrying(options: TryingOptions): { take(content: unknown): Promise<void> } {
  const { folder, startedWith, timeline, update, keep } = options;
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  const stop = () => clearInterval(waiting);
  keep(() => {
    closed = true;
    stop();
  });
  return {
    async take(content) {
      const judged = judge(content, options);
      // What was saved before, and still waits, is not wanted any more.
      stop();
      if ('mistake' in judged) {
        timeline.record(keptEvent(judged.mistake, folder));
        return;
      }
      const { behaviour } = judged;
      const isTaken = () =>
        update({ ...startedWith, ...behaviour }, takenEvent(behaviour, folder)).catch(reportTaking);
      if ((await isTaken()) || closed) return;
      timeline.record({
        ...({ traceId: newTraceId(), hop: 'lab', kind: 'app.waits', outcome: 'ok' } as const),
        summary: `The phones take the configuration of ${folder} once the checklist and the scenarios have ended.`,
        detail: { folder },
      });
      // Another save may have begun to wait meanwhile.
      stop();
      const again = setInterval(async () => {
        if (await isTaken()) clearInterval(again);
      }, ASK_AGAIN_MS).unref();
      waiting = again;
    },
  };
}

function reportTaking({ message }: Error): true {
  process.stderr.write(`The phones have not taken the configuration: ${message}\n`);
  return true;
}
