import type { PageEventName, PageEvents } from '@journeys-push/contract/page-shell';
import { join } from './event-global.ts';
import { type GetPage, guarded, type PageShow } from './page.ts';
import type { Post } from './post.ts';

export interface EventOptions<T> {
  getPage: GetPage;
  post: Post;
  /** Gets each event with what the listeners returned for it. */
  heard?: (event: T, returned: unknown[]) => void;
}

type Listener<T> = (event: T) => unknown;

/** True the first time an id is seen; what has none is always new. */
function createOnce(): (event: object) => boolean {
  const seen = new Set<unknown>();
  return (event) => !('id' in event) || (!seen.has(event.id) && !!seen.add(event.id));
}

/**
 * One event: listeners in, one subscription at the shell while there are any. What was delivered stays known after
 * the last listener has left, so that a component that comes and goes does not hear of the same tap twice.
 */
export function createEvent<Name extends PageEventName>(
  eventName: Name,
  { getPage, post, heard }: EventOptions<PageEvents[Name]>,
): { addListener(listener: Listener<PageEvents[Name]>): () => void } {
  type Event = PageEvents[Name];
  const listeners = new Set<{ listener: Listener<Event> }>();
  const isNew = createOnce();
  let unsubscribe: () => void;

  const receive = (payload: unknown) => {
    if (typeof payload !== 'object' || !payload || !isNew(payload)) return;
    const event = payload as Event;
    const returned = [...listeners].map(({ listener }) => guarded(getPage(), () => listener(event)));
    heard?.(event, returned);
  };

  return {
    addListener(listener) {
      if (typeof listener !== 'function') return () => {};
      const entry = { listener };
      listeners.add(entry);
      if (listeners.size === 1) unsubscribe = subscribe({ getPage, post }, eventName, receive);
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) unsubscribe();
      };
    },
  };
}

/** Listens at the shell. A page that comes back alive from the history says so again: the shell has moved on. */
function subscribe(
  { getPage, post }: Pick<EventOptions<never>, 'getPage' | 'post'>,
  eventName: PageEventName,
  receive: (payload: unknown) => void,
): () => void {
  const page = getPage();
  if (!page) return () => {};
  const data = { eventName };
  const again = ({ persisted }: PageShow) => persisted && post({ command: 'events/subscribe', data });
  const leave = join(page, eventName, receive);
  post({ command: 'events/subscribe', data });
  page.addEventListener?.('pageshow', again);
  return () => {
    page.removeEventListener?.('pageshow', again);
    if (leave()) post({ command: 'events/unsubscribe', data });
  };
}
