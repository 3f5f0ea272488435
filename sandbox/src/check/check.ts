import { createControlClient } from '../control/client.ts';
import type { ProfileName } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';
import { type Progress, runChecklist } from './checklist.ts';
import { openBrowser } from './lab/browser.ts';
import { type LabAddress, openLab, openWindow } from './lab/lab.ts';
import { labDriver } from './lab/lab-driver.ts';
import { phonesOf } from './phones.ts';
import type { CheckResult, PageKind } from './result.ts';
import { summary } from './summary.ts';

export interface CheckOptions {
  /** A running sandbox, as `startSandbox().connection()` names it. */
  sandbox: LabAddress;
  /** Which pages: with the customer's own site in the sandbox `['app']`. */
  pages: PageKind[];
  /** Default: all phones that are there. A phone that is missing is created. */
  profiles?: ProfileName[] | undefined;
  /** Numbers of items; default: all that apply. */
  only?: number[] | undefined;
  /** Where the check's pushes lead, on the customer's own site: a path. */
  link?: string | undefined;
  onProgress?: (progress: Progress) => void;
  /** Aborted: the browser is closed, and the check ends with the signal's reason. */
  signal?: AbortSignal;
}

/** Runs the checklist in the Device Lab, in a browser of its own. Throws CheckFailure. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { pages, only, link, onProgress, signal } = options;
  const startedAt = new Date();
  const { control: url, controlToken: token } = options.sandbox;
  const control = createControlClient({ url, token });
  const phones = await phonesOf(control, options.profiles);
  const browser = await openBrowser();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= browser.close();
    return closing;
  };
  try {
    const window = await openWindow(browser);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', close);
    const driver = labDriver(await openLab(window, options.sandbox));
    const runs = await runChecklist({ control, driver, phones, pages, only, link, onProgress, signal });
    // The last item may have failed because of it.
    if (!browser.isConnected()) throw new CheckFailure('browser-ended');
    return summary(runs, { startedAt, browser: `Chromium ${browser.version()}` });
  } catch (error) {
    signal?.throwIfAborted();
    throw browser.isConnected() ? error : new CheckFailure('browser-ended');
  } finally {
    signal?.removeEventListener('abort', close);
    await close();
  }
}
