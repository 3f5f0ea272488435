import { guarded, type PageWindow } from './page.ts';

type Receiver = (payload: unknown) => void;

/**
 * What the bridges of a page share through the event's global function: the injected one, the module and the script
 * tag find each other by its property `_journeysPush`, which therefore keeps its name and meaning in every version.
 */
interface Shared {
  receivers: Set<Receiver>;
  /** The page's own function of this name: called first, and back in its place afterwards. */
  own: unknown;
}

const sharedOf = (global: unknown): Shared | undefined =>
  (global as { _journeysPush?: Shared } | null | undefined)?._journeysPush;

const createGlobal = (page: PageWindow, shared: Shared) =>
  Object.assign(
    (...payload: unknown[]) => {
      const { own, receivers } = shared;
      if (typeof own === 'function') guarded(page, () => own(...payload));
      for (const receive of [...receivers]) receive(payload[0]);
    },
    { _journeysPush: shared },
  );

/**
 * Makes `receiver` a part of the event's global function, which comes into being with the first one. The returned
 * function takes it out again and says whether nobody on the page listens to the event any more.
 */
export function join(page: PageWindow, name: string, receiver: Receiver): () => boolean {
  let shared = sharedOf(page[name]);
  if (!shared) {
    shared = { receivers: new Set(), own: page[name] };
    page[name] = createGlobal(page, shared);
  }
  shared.receivers.add(receiver);
  return () => {
    shared.receivers.delete(receiver);
    // Not the last one, or the page has put a function in front: the event is still wanted.
    if (shared.receivers.size > 0 || sharedOf(page[name]) !== shared) return false;
    page[name] = shared.own;
    return page[name] === undefined && delete page[name];
  };
}
