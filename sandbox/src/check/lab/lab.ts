import pLimit from 'p-limit';
import type { Browser, Locator, Page } from 'playwright-core';
import { type ControlClient, createControlClient } from '../../control/client.ts';
import { CheckFailure } from '../check-failure.ts';

/** The Device Lab, open in a browser, and the control API beside it. */
export interface Lab {
  page: Page;
  control: ControlClient;
  /** A click, or Enter. Pages have one mouse: two clicks at once would be one somewhere between. */
  press(target: Locator, how?: 'pointer' | 'key'): Promise<void>;
  /** What pages of this origin have thrown and nobody caught. */
  errorsOf(origin: string): string[];
  /** Nothing can be seen in the page any more: its browser is closed, or it has crashed itself. */
  ended(): boolean;
}

export interface LabAddress {
  lab: string;
  control: string;
  controlToken: string;
}

/** Milliseconds; its sandbox may be busy with starting. */
const OPENS_WITHIN_MS = 30_000;

const REPORT = '__journeysPushCheck';

/** Wide enough for three phones beside the panels. */
const VIEWPORT = { width: 1440, height: 900 };

/** A page of the browser that the lab can be opened in. */
export interface LabWindow extends Pick<Lab, 'errorsOf' | 'ended'> {
  page: Page;
}

/**
 * Not to be cut short: when its browser is closed meanwhile, Playwright throws where nobody can catch it, and never
 * answers again (1.65.1, “Cannot find parent object page@… to create disposable@…”).
 */
export async function openWindow(browser: Browser): Promise<LabWindow> {
  const page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  let crashed = false;
  page.on('crash', () => {
    crashed = true;
  });
  const thrown = new Map<string, string[]>();
  const errorsOf = (origin: string) => {
    const errors = thrown.get(origin) ?? [];
    thrown.set(origin, errors);
    return errors;
  };
  await page.exposeBinding(REPORT, ({ frame }, message: string) => {
    errorsOf(new URL(frame.url()).origin).push(message);
  });
  await page.addInitScript(`
    addEventListener('error', (event) => ${REPORT}(String(event.message)));
    addEventListener('unhandledrejection', ({ reason }) => ${REPORT}(String(reason?.message ?? reason)));
  `);
  return { page, errorsOf, ended: () => crashed || page.isClosed() };
}

/** Throws CheckFailure. */
export async function openLab(window: LabWindow, { lab, control, controlToken }: LabAddress): Promise<Lab> {
  const { page, ended } = window;
  try {
    // However many phones there are.
    await page.goto(new URL('?wall=all', lab).href, { timeout: OPENS_WITHIN_MS });
    await page.getByRole('article').first().waitFor({ timeout: OPENS_WITHIN_MS });
  } catch {
    throw ended() ? new CheckFailure('browser-ended') : new CheckFailure('lab-unreachable', lab);
  }
  const oneAtATime = pLimit(1);
  const press: Lab['press'] = async (target, how = 'pointer') => {
    await target.waitFor();
    await oneAtATime(() => (how === 'key' ? target.press('Enter') : target.click()));
  };
  return { ...window, press, control: createControlClient({ url: control, token: controlToken }) };
}
