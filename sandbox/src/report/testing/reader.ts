import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openChromium } from './chromium.ts';

export interface Look {
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** Opens reports as a person does: from disk, in a browser. */
export async function openReader() {
  const browser = await openChromium();
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-report-'));
  return {
    async open(report: string, { width = 1280, colorScheme = 'light' }: Look = {}) {
      const file = join(folder, 'report.html');
      writeFileSync(file, report);
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const requests: string[] = [];
      /** What the console says, and errors. */
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      const url = pathToFileURL(file).href;
      await page.goto(url);
      /** What the page has asked for beyond itself. */
      const foreign = () => requests.filter((to) => to !== url && !to.startsWith('data:'));
      return { page, complaints, foreign };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
