import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../../../../../sandbox/src/report/testing/reader.ts';
import type { BuildResult } from '../result.ts';
import { sample } from '../testing/sample.ts';
import { htmlReport } from './html.ts';

let reader: Awaited<ReturnType<typeof openReader>>;
beforeAll(async () => {
  reader = await openReader();
});
afterAll(() => reader?.close());

const opened = async (result: BuildResult, width = 1280, colorScheme: 'light' | 'dark' = 'light') =>
  reader.open(await htmlReport(result), { width, colorScheme });

describe.each([1280, 390])('%d pixels wide', (width) => {
  it.each(['light', 'dark'] as const)('fits, asks for nothing, and follows the %s scheme', async (scheme) => {
    const { page, complaints, foreign } = await opened(sample('Shop', false), width, scheme);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const seen = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      ground: getComputedStyle(document.body).backgroundColor,
    }));
    expect(seen).toEqual({ width, ground: scheme === 'light' ? 'rgb(245, 245, 245)' : 'rgb(20, 20, 20)' });
    expect(complaints).toEqual([]);
    expect(foreign()).toEqual([]);
  });
});

it('shows at once what was not met, and the rest when it is asked for', async () => {
  const { page } = await opened(sample('Shop', false));
  const table = (name: string) => page.getByRole('table', { name });
  expect(await table('ios/Shop/Info.plist').isVisible()).toBe(true);
  const manifest = 'android/app/src/main/AndroidManifest.xml';
  expect(await table(manifest).isVisible()).toBe(false);
  // As the keyboard does it.
  await page.locator('summary', { hasText: manifest }).press('Enter');
  await table(manifest).waitFor();
  expect(await table(manifest).getByRole('rowheader').allTextContents()).toEqual(['the network']);
});

it('reads in order: one main heading, landmarks, no level left out', async () => {
  const { page } = await opened(sample());
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName.slice(1))),
  );
  expect(levels[0]).toBe(1);
  expect(levels.slice(1).every((level) => level === 2)).toBe(true);
  for (const landmark of ['banner', 'main'] as const) expect(await page.getByRole(landmark).count()).toBe(1);
});

it('runs nothing of an app whose name is hostile, and stays as wide as the screen', async () => {
  const name = `<img src=x onerror="document.title='caught'">${'x'.repeat(300)}`;
  const { page, foreign } = await opened(sample(name), 390);
  expect(await page.evaluate(() => [document.scripts.length, document.images.length])).toEqual([0, 0]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(foreign()).toEqual([]);
});
