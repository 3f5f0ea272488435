import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../../report/testing/reader.ts';
import type { CheckResult } from '../result.ts';
import { htmlReport } from './html.ts';
import { hostile, hostileText } from './testing/hostile.ts';
import { noArrival } from './testing/problems.ts';
import { sampleResult } from './testing/sample.ts';

let reader: Awaited<ReturnType<typeof openReader>>;
beforeAll(async () => {
  reader = await openReader();
});
afterAll(() => reader?.close());

const opened = (result: CheckResult, width = 1280, colorScheme: 'light' | 'dark' = 'light') =>
  reader.open(htmlReport(result), { width, colorScheme });

describe.each([1280, 390])('%d pixels wide', (width) => {
  it.each(['light', 'dark'] as const)('fits, asks for nothing, and follows the %s scheme', async (scheme) => {
    const { page, complaints, foreign } = await opened(sampleResult({ problems: noArrival }), width, scheme);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const seen = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      pictures: [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length,
      ground: getComputedStyle(document.body).backgroundColor,
    }));
    expect(seen).toEqual({
      width,
      pictures: 90,
      ground: scheme === 'light' ? 'rgb(245, 245, 245)' : 'rgb(20, 20, 20)',
    });
    expect(complaints).toEqual([]);
    expect(foreign()).toEqual([]);
  });
});

it('leads from a cell to its evidence, and opens it', async () => {
  const { page } = await opened(sampleResult({ problems: noArrival }));
  const evidence = page.locator('#item-14-android-14-bare');
  expect(await evidence.isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Passed: item 14, Pixel 8, bare page', exact: true }).click();
  await evidence.getByText('The person taps “Your renewal is due”.').waitFor();
  expect(await evidence.getByRole('table', { name: 'Timeline' }).isVisible()).toBe(true);
});

it('reads in order: one main heading, landmarks, no level left out', async () => {
  const { page } = await opened(sampleResult({ problems: noArrival }));
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName.slice(1))),
  );
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  for (const landmark of ['banner', 'navigation', 'main'] as const)
    expect(await page.getByRole(landmark).count()).toBe(1);
  expect(await page.getByRole('rowheader').count()).toBe(19);
  expect(await page.locator('img:not([alt])').count()).toBe(0);
});

it('shows what a hostile page answered, and runs none of it', async () => {
  const { page, foreign } = await opened(hostile(sampleResult()), 390);
  const seen = await page.evaluate(() => ({
    title: document.title,
    width: document.documentElement.scrollWidth,
    scripts: document.scripts.length,
    links: [...document.links].filter(({ href }) => !href.includes('#item-') && !/#[a-z]+$/.test(href))
      .length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
  }));
  expect(seen).toEqual({
    title: 'All 90 checks passed · journeys-push check',
    width: 390,
    scripts: 0,
    links: 0,
    handlers: 0,
  });
  expect(await page.locator('pre').first().textContent()).toContain(hostileText.slice(0, 60));
  expect(foreign()).toEqual([]);
});
