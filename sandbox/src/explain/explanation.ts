import type { TimelineEvent } from '../control/wire.ts';

/** Who can change it. `test`: whoever has planted a fault. */
export type Whose = 'page' | 'user' | 'shell' | 'operator' | 'dynamics' | 'network' | 'caller' | 'test';

/** Why a path ends where it does, in words for whoever looks at it. */
export interface Cause {
  /** Stable. */
  code: string;
  /** What happened: a sentence. */
  cause: string;
  whose: Whose;
  /** What to do, for whoever has the phone or the service in front of them: a sentence. */
  remedy: string;
  /** The same with the test kit's own calls, where a test can do it. */
  inTest?: string;
}

/** One station that a push or a page call has reached. */
export interface Reached {
  hop: TimelineEvent['hop'];
  outcome: 'ok' | 'failed' | 'open';
  /** The station's own last words. */
  said: string;
}

/** Where and why a path ends. */
export interface Stop extends Cause {
  hop: TimelineEvent['hop'];
  /** The station's own words. */
  said: string;
}

/** How far a push or a page call came. */
export interface Explanation {
  traceId: string;
  about: 'push' | 'call' | 'other';
  /**
   * `done`: as far as it was to go; a push was shown. `stopped`: no further, and nothing will bring it there. `waiting`:
   * somebody keeps it, such as a push service for a phone without network. `open`: on its way.
   */
  state: 'done' | 'stopped' | 'waiting' | 'open';
  /** In the order of the path. */
  hops: Reached[];
  /** Absent for what is done or on its way. */
  stop?: Stop;
}
