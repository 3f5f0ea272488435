/**
 * What the Device Lab asks of a browser, against its limits: the first load in kB (each file gzip -9, the phones' pages
 * apart), the time until a person can press something, and how soon a phone reacts to a press (its answer has been to
 * the sandbox and back). `node --conditions=journeys-push-source --import tsx bench/lab-load.ts [ROUNDS]`, after `npm start` has built once.
 */
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startSandbox } from '../sandbox/src/sandbox.ts';

const LIMIT_KB = 350;
const LIMIT_READY_MS = 1_500;
const LIMIT_REACTION_MS = 100;
const PHONE = 'iPhone 17';
const rounds = Number(process.argv[2] ?? 7);

interface Round {
  kB: number;
  readyMs: number;
  reactionMs: number;
}

const sandbox = await startSandbox({ gateway: false, phones: ['iphone', 'android-14', 'android-12'] });
const lab = sandbox.connection().lab;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const results: Round[] = [];
for (let round = 0; round < rounds; round++) results.push(await measure(browser));
await browser.close();
await sandbox.close();

/** One round in a new profile: nothing is in the browser's cache. */
async function measure(browser: Browser): Promise<Round> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    if (origin === new URL(lab).origin && !pathname.startsWith('/api/'))
      sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(lab, { waitUntil: 'commit' });
  const home = page.getByRole('button', { name: `Home button of ${PHONE}` });
  // The sandbox has told of its phones, and their controls take a press.
  await home.and(page.locator(':enabled')).waitFor();
  const readyMs = await page.evaluate(() => performance.now());
  await page.waitForLoadState('load');
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  const reactionMs = await reaction(page);
  await context.close();
  return { kB: bytes / 1000, readyMs, reactionMs };
}

/** From the press on “home” until the frame after the home screen is there. */
async function reaction(page: Page): Promise<number> {
  await page.evaluate((phone) => {
    let pressed = 0;
    addEventListener('click', () => (pressed = performance.now()), { capture: true, once: true });
    new MutationObserver((_, observer) => {
      const card = [...document.querySelectorAll('article')].find((one) => one.textContent?.includes(phone));
      if (!pressed || !card?.querySelector('.home')) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        document.body.dataset.reaction = String(performance.now() - pressed);
      });
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  }, PHONE);
  await page.getByRole('button', { name: `Home button of ${PHONE}` }).click();
  const told = page.locator('body[data-reaction]');
  await told.waitFor();
  const ms = Number(await told.getAttribute('data-reaction'));
  // The next round finds the app in front again.
  await page.getByRole('button', { name: /^Open .* on iPhone 17$/ }).click();
  await page.locator('.home').waitFor({ state: 'detached' });
  return ms;
}

function line(what: string, pick: (round: Round) => number, [unit, limit]: [string, number]): void {
  const values = results.map(pick).sort((a, b) => a - b);
  const median = values[Math.floor(values.length / 2)] ?? 0;
  const all = values.map((value) => value.toFixed(0)).join(' ');
  process.stdout.write(
    `${what} ${all} ${unit}; median ${median.toFixed(0)} ${unit}; of ${limit} ${unit}: ${(median / limit).toFixed(2)}\n`,
  );
}
line('first load', ({ kB }) => kB, ['kB', LIMIT_KB]);
line('ready for a press', ({ readyMs }) => readyMs, ['ms', LIMIT_READY_MS]);
line('a phone reacts', ({ reactionMs }) => reactionMs, ['ms', LIMIT_REACTION_MS]);
