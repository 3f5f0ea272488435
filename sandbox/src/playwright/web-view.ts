import type { BrowserContext, Page } from '@playwright/test';
import type { Phone } from '../control/wire.ts';

/** What is used of a simulated phone of the sandbox in this process. */
export interface ShownPhone {
  readonly origin: string;
  view(): Phone;
  subscribe(changed: () => void): () => void;
}

/** Where the page is while no app runs. */
const NOWHERE = 'about:blank';

/**
 * Shows the phone's page until the returned function is called. A new process of the app is a new document, and where no
 * app runs there is none; within one process the page goes by itself where the shell sends it.
 */
export async function showPhone(page: Page, phone: ShownPhone): Promise<() => Promise<void>> {
  let shown = 0;
  let installed = false;
  let anew = false;
  let going: Promise<unknown> = Promise.resolve();
  // What is still on its way is given up for what comes next, as a WebView does.
  const go = async (url: string, isAnew: boolean) => {
    if (isAnew) await forget(page.context(), phone.origin);
    await page.goto(url, { waitUntil: 'commit' });
  };
  const follow = () => {
    const { state, page: wanted, installationId } = phone.view();
    // A new installation has nothing of what the one before has stored.
    if (installed && installationId === null) anew = true;
    installed = installationId !== null;
    const generation = state === 'killed' ? 0 : wanted.generation;
    if (generation === shown || page.isClosed()) return;
    shown = generation;
    going = go(generation === 0 ? NOWHERE : wanted.url, anew && generation !== 0).catch(() => undefined);
    if (generation !== 0) anew = false;
  };
  const stop = phone.subscribe(follow);
  follow();
  await going;
  await page.waitForLoadState();
  return async () => {
    stop();
    await going;
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
