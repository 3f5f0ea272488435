import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox.ts';

export { uncovered } from '../../../src/testing/uncovered.ts';

/** The built lab of a real sandbox in a real browser. */
export interface LabPage {
  /** One for all tests of the file. */
  readonly sandbox: Sandbox;
  /** The page that was opened last. */
  readonly page: Page;
  /** Opens the lab; `search` as `?panel=push`. Ready when it is connected. */
  open(search?: string, look?: Look): Promise<Page>;
  /** Takes complaints of the console that the test causes away, whenever they come; such as of an answer 409. */
  expectComplaint(part: string): void;
}

export interface Look {
  size?: { width: number; height: number };
  scheme?: 'light' | 'dark';
}

export const LARGE = { width: 1440, height: 900 };
export const MEDIUM = { width: 1024, height: 768 };
export const SMALL = { width: 390, height: 844 };

/**
 * Starts a sandbox for the tests of a file, without gateway unless asked for. A test fails on a complaint in the
 * browser's console.
 */
export function prepareLab(options: SandboxOptions = {}): LabPage {
  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page | undefined;
  let complaints: string[] = [];
  let expected: string[] = [];

  beforeAll(async () => {
    [browser, sandbox] = await Promise.all([
      chromium.launch({
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      }),
      startSandbox({ gateway: false, phones: ['iphone', 'android-14'], ...options }),
    ]);
  });
  beforeEach(() => {
    complaints = [];
    expected = [];
  });
  afterEach(async () => {
    await page?.close();
    page = undefined;
    expect(complaints.filter((text) => !expected.some((part) => text.includes(part)))).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });
  return {
    get sandbox() {
      return sandbox;
    },
    get page() {
      if (!page) throw new Error('No page is open: call open first');
      return page;
    },
    async open(search = '', { size = LARGE, scheme = 'light' } = {}) {
      await page?.close();
      const opened = await browser.newPage({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce' });
      opened.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        complaints.push(`${message.text()} (${message.location().url})`);
      });
      opened.on('pageerror', (error) => complaints.push(error.message));
      page = opened;
      await opened.goto(`${sandbox.connection().lab}${search}`);
      // Not by its role: the help hides it from screen readers while it is open.
      await opened.locator('.lab-header').getByText('Live', { exact: true }).waitFor();
      return opened;
    },
    expectComplaint(part) {
      expected.push(part);
    },
  };
}

/**
 * The phones' pages have come, one of them from this host: what a page asks for after its site has gone is answered with
 * 404, and a complaint.
 */
export async function loaded(page: Page, hostname: string): Promise<void> {
  const hosts = () =>
    page.frames().map((frame) => (URL.canParse(frame.url()) ? new URL(frame.url()).hostname : ''));
  await expect.poll(hosts).toContain(hostname);
  for (const frame of page.frames()) await frame.waitForLoadState('load');
}

/** Fluent's focus traps: they pass the focus on at once, so that nothing hidden ever holds it, which axe cannot see. */
const FOCUS_TRAPS = '[data-tabster-dummy]';

/** What may stand outside landmarks: axe's own, and a name that shows at its button, with which it is read out. */
const OUTSIDE_LANDMARKS = 'dialog, [role=dialog], [role=alertdialog], svg, [role=tooltip]';

/** What axe finds wrong in the lab itself; the pages in the phones are the customer's. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await look(page);
  // While it looks, something may have been halfway between two colours.
  const still = found.length > 0 ? await look(page) : [];
  return found.filter((one) => still.includes(one));
}

function look(page: Page): Promise<string[]> {
  return page.evaluate(
    async ([traps, regionMatcher]) => {
      // A button that was just enabled has its old colour until the next frame.
      for (const animation of document.getAnimations())
        if (animation instanceof CSSTransition) animation.finish();
      const { axe: checker } = window as unknown as { axe: typeof axe };
      checker.configure({ checks: [{ id: 'region', options: { regionMatcher } }] });
      const { violations } = await checker.run(
        { exclude: [['iframe'], [traps]] },
        {
          iframes: false,
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
      );
    },
    [FOCUS_TRAPS, OUTSIDE_LANDMARKS] as const,
  );
}
