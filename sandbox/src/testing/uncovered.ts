import type { Page } from 'playwright-core';

/** What lies over the phone's page in the lab: the app as it starts, a question, the browser. */
const COVERS = ['.splash', '[role=alertdialog]', '.browser'];

/** Nothing lies over the phone's page any more: Playwright does not see what takes the page's presses. */
export async function uncovered(lab: Page, phone: string): Promise<void> {
  const card = lab.locator(`#phone-${phone}`);
  for (const cover of COVERS) await card.locator(cover).waitFor({ state: 'detached' });
}
