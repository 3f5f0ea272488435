import { isDeepStrictEqual } from 'node:util';
import type { ChannelSender } from './channel-sender.ts';

/** One platform's senders, one an app. */
export interface AppSenders<C, P> {
  of(appId: string, credentials: C | undefined): ChannelSender<P> | undefined;
  /** Ends all at once, with what is still on its way. */
  close(): Promise<void>;
}

/**
 * Keeps one sender per app, and opens another when the app's credentials were replaced by others: an app that was only
 * saved again keeps its own. A sender that was replaced is closed once what it was given has been answered, so that no
 * push on its way is cut off.
 */
export function perApp<C, P>(open: (credentials: C) => ChannelSender<P>): AppSenders<C, P> {
  const senders = new Map<string, { credentials: C; sender: LeavableSender<P> }>();
  const leaving = new Set<LeavableSender<P>>();
  const leave = (sender: LeavableSender<P>) => {
    leaving.add(sender);
    void sender.left().finally(() => leaving.delete(sender));
  };
  return {
    of(appId, credentials) {
      const known = senders.get(appId);
      if (known && isDeepStrictEqual(known.credentials, credentials)) {
        return known.sender;
      }
      senders.delete(appId);
      if (known) leave(known.sender);
      if (!credentials) return undefined;
      const sender = leavable(open(credentials));
      senders.set(appId, { credentials, sender });
      return sender;
    },
    async close() {
      const all = [...[...senders.values()].map(({ sender }) => sender), ...leaving];
      await Promise.all(all.map((sender) => sender.close()));
    },
  };
}

interface LeavableSender<P> extends ChannelSender<P> {
  /** Closes after the answers to what it was given; what comes of that closing concerns nobody any more. */
  left(): Promise<void>;
}

function leavable<P>(sender: ChannelSender<P>): LeavableSender<P> {
  const underWay = new Set<Promise<unknown>>();
  return {
    send(push) {
      const sent = sender.send(push).finally(() => underWay.delete(sent));
      underWay.add(sent);
      return sent;
    },
    async left() {
      await Promise.allSettled(underWay);
      await sender.close().catch(() => undefined);
    },
    close: () => sender.close(),
  };
}
