import type { ChannelDevice, Push, TimelineEvent } from '../control/wire.ts';

/** The mobile app channel in Dynamics, as an admin sees it. */
export interface CheckedChannel {
  /** False where nobody can look into it: then `devicesWith` throws NotPassed. */
  open: boolean;
  /** How long it may take to hold a registration after the page's call was answered, which waits for it too. */
  holdsWithinMs: number;
  /** Rows of its device table with this push token. */
  devicesWith(token: string): Promise<ChannelDevice[]>;
  /** A journey's push step to one person. */
  send(push: { contactId: string; title: string; link: string }): Promise<Push>;
  /** What the timeline has of a trace, oldest first. */
  trace(traceId: string): Promise<TimelineEvent[]>;
}
