import type { Connection } from './connection/connection.ts';

/** So long after a reload that did not help, in milliseconds, it is for the person to try again. */
const ONCE_MS = 60_000;
const NAME = 'journeys-push-returned';

interface ReturnOptions {
  connection: Pick<Connection, 'status'>;
  /** The tab's own, which outlives a reload. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  reload(): void;
}

/** A sandbox that was started anew refuses this page's token: the page is loaded again, which brings the new one. */
export function returnWhenRefused({ connection: { status }, storage, reload }: ReturnOptions): void {
  status.subscribe(() => {
    if (status.get() !== 'refused' || Date.now() - Number(storage.getItem(NAME)) < ONCE_MS) return;
    storage.setItem(NAME, String(Date.now()));
    reload();
  });
}
