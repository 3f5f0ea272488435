import type { RaiseAlert } from '../apps/alerts.ts';
import type { AppChannel } from '../config.ts';
import type { Log } from '../log.ts';
import type { Holds } from './holds.ts';
import type { Answer } from './post.ts';

/** What every call to Dynamics passes. */
export interface Gate {
  /** Whether the call may be made now. */
  enter(app: AppChannel): boolean;
  /** What became of it. */
  answered(app: AppChannel, answer: Answer): void;
}

/** Lets calls pass while their organisation answers and asks for no pause, and says when it stops and is back. */
export function createGate({ holds, log, raise }: { holds: Holds; log: Log; raise: RaiseAlert }): Gate {
  return {
    enter: holds.enter,
    answered(app, answer) {
      if (answer.kind === 'later' && answer.afterMs) holds.pause(app, answer.afterMs);
      const news = holds.answered(app, answer);
      const about = { app: app.id, organizationId: app.organizationId };
      if (news === 'back')
        log.info({ ...about, code: 'dynamics-back' }, 'Dynamics answers again: everything flows');
      if (news !== 'given-up' || answer.kind !== 'later') return;
      const message = 'Dynamics does not answer: calls to this organisation wait, one at a time is tried';
      raise({ ...about, code: 'dynamics-unreachable', cause: answer.cause, message });
    },
  };
}
