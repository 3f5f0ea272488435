import type { NotificationOpened } from '@journeys-push/contract/page-shell';
import type { Interaction } from '@journeys-push/contract/shell-gateway';
import { type Document, openDocument } from '../document.ts';
import type { Log } from '../log.ts';
import type { ClockPort, StorePort } from '../ports.ts';

/** What became of taps: one document, so that one write keeps all that follows from a tap. */
export interface Inbox {
  /** Notes that this notification was tapped. False when it was before: each counts once. */
  isNew(id: string): boolean;
  /** Keeps an open until the page and the gateway have it; either may be missing. */
  add(id: string, open?: Open): Promise<void>;
  forPage(): StoredOpen[];
  /** The page has it. */
  delivered(id: string): Promise<void>;
  forGateway(): StoredInteraction[];
  /** The gateway has them, or will never take them. */
  done(eventIds: string[]): Promise<void>;
}

/** What follows from a tap. The trace is the push's. */
export interface Open {
  open: NotificationOpened;
  traceId: string;
  interaction?: Interaction;
}

export interface StoredOpen {
  open: NotificationOpened;
  traceId: string;
}

export interface StoredInteraction {
  interaction: Interaction;
  traceId: string;
}

interface Stored {
  /** Ids of notifications, oldest first. */
  seen: string[];
  forPage: StoredOpen[];
  forGateway: StoredInteraction[];
}

/** More than these is more than anybody taps; the oldest go first. */
const limits = { seen: 200, forPage: 50, forGateway: 500 };

export async function openInbox(store: StorePort, clock: ClockPort, log: Log): Promise<Inbox> {
  const empty: Stored = { seen: [], forPage: [], forGateway: [] };
  const stored = await openDocument({ store, key: 'opens', empty, log, clock });
  return inboxOn(stored, log);
}

function inboxOn(stored: Document<Stored>, log: Log): Inbox {
  const change = (part: Partial<Stored>) => stored.set({ ...stored.get(), ...part });
  const newest = <T>(kind: keyof typeof limits, list: T[]): T[] => {
    const kept = list.slice(-limits[kind]);
    if (kind !== 'seen' && kept.length < list.length)
      log('open.dropped', `The oldest open ${kind} was dropped.`);
    return kept;
  };
  return {
    isNew: (id) => !stored.get().seen.includes(id),
    add(id, tapped) {
      const { seen, forPage, forGateway } = stored.get();
      const { open, traceId = '', interaction } = tapped ?? {};
      return change({
        seen: newest('seen', [...seen, id]),
        ...(open ? { forPage: newest('forPage', [...forPage, { open, traceId }]) } : {}),
        ...(interaction
          ? { forGateway: newest('forGateway', [...forGateway, { interaction, traceId }]) }
          : {}),
      });
    },
    forPage: () => stored.get().forPage,
    async delivered(id) {
      const { forPage } = stored.get();
      const told = forPage.find(({ open }) => open.id === id);
      if (!told) return;
      log('open.delivered', 'The page was told of the tap.', told.traceId);
      await change({ forPage: forPage.filter((kept) => kept !== told) });
    },
    forGateway: () => stored.get().forGateway,
    done: (ids) =>
      change({
        forGateway: stored.get().forGateway.filter(({ interaction }) => !ids.includes(interaction.eventId)),
      }),
  };
}
