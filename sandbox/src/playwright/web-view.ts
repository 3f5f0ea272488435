import type { BrowserContext, Page } from '@playwright/test';
import type { Phone } from '../control/wire.ts';

/** What is used of a simulated phone of the sandbox in this process. */
export interface ShownPhone {
  readonly origin: string;
  view(): Phone;
  subscribe(changed: () => void): () => void;
}

/** A browser's page in the place of the phone's WebView. */
export interface ShownWebView {
  /** Resolves when it has caught up with the phone. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Where the page is while no app runs. */
const NOWHERE = 'about:blank';

/**
 * Shows the phone's page: a new process of the app is a new document, and where no app runs there is none. Within one
 * process the page goes by itself where the shell sends it.
 */
export async function showPhone(page: Page, phone: ShownPhone): Promise<ShownWebView> {
  let shown = 0;
  let work: Promise<void> = Promise.resolve();
  let closed = false;
  const catchUp = async () => {
    const { state, page: wanted } = phone.view();
    if (closed || page.isClosed()) return;
    if (state !== 'killed' && wanted.generation === shown) return;
    if (state === 'killed' && shown === 0) return;
    // A new installation begins to count anew, and has nothing of what the one before has stored.
    if (wanted.generation < shown) await forget(page.context(), phone.origin);
    shown = state === 'killed' ? 0 : wanted.generation;
    // Where the app has gone on meanwhile, the next document counts.
    await page.goto(state === 'killed' ? NOWHERE : wanted.url).catch(() => undefined);
  };
  const follow = () => {
    work = work.then(catchUp);
  };
  const stop = phone.subscribe(follow);
  follow();
  await work;
  return {
    settled: () => work,
    async close() {
      closed = true;
      stop();
      await work;
    },
  };
}

async function forget(context: BrowserContext, origin: string): Promise<void> {
  await context.clearCookies();
  const [page] = context.pages();
  if (!page || context.browser()?.browserType().name() !== 'chromium') return;
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}
