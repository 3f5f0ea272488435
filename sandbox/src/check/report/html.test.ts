import { expect, it } from 'vitest';
import { htmlReport } from './html.ts';
import { hostile, hostileText } from './testing/hostile.ts';
import { noArrival } from './testing/problems.ts';
import { sampleResult } from './testing/sample.ts';

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const withoutPictures = (page: string) => page.replaceAll(/data:image[^"]*/g, '');

it('says the verdict in its title and first heading', () => {
  const page = htmlReport(sampleResult({ problems: noArrival }));
  expect(page).toContain('<title>2 of 90 checks failed, 2 could not be judged · journeys-push check</title>');
  expect(page).toContain('<h1>2 of 90 checks failed, 2 could not be judged</h1>');
  expect(page).toContain('11 February 2026 at 09:24 UTC');
});

it('explains nothing where all passed', () => {
  const page = htmlReport(sampleResult());
  expect(page).toContain('<h1>All 90 checks passed</h1>');
  expect(page).not.toContain('What needs attention');
});

it('explains a problem once for all runs that have it', () => {
  const cards = htmlReport(sampleResult({ problems: noArrival })).match(/<article.*?<\/article>/gs) ?? [];
  expect(cards).toHaveLength(2);
  expect(cards[0]).toContain('href="#item-12-iphone-bare">iPhone 17, bare page</a>');
  expect(cards[0]).toContain('href="#item-12-iphone-median-js-bridge">');
  expect(cards[0]).toContain('400 BadDeviceToken');
  expect(cards[1]).toContain('Blocked by <a href="#item-12">item 12</a>');
});

it('has a place for every link within it, once', () => {
  const page = htmlReport(sampleResult({ problems: noArrival }));
  const places = all(page, / id="([^"]*)"/g);
  expect(new Set(places).size).toBe(places.length);
  const links = all(page, / href="#([^"]*)"/g);
  expect(links.filter((link) => !places.includes(link))).toEqual([]);
  expect(links.filter((link) => /^item-\d+-/.test(link)).length).toBeGreaterThanOrEqual(90);
});

it('names the items that it is not about, and links to none of them', () => {
  const whole = sampleResult({ problems: noArrival });
  const runs = whole.runs.map((run) => ({ ...run, items: run.items.filter(({ number }) => number === 14) }));
  const page = htmlReport({ ...whole, runs });
  expect(page).toContain(
    'Not part of this report: items 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18.',
  );
  expect(page).toContain('Blocked by item 12');
  expect(page).not.toContain('href="#item-12"');
});

it('holds hostile text only as text', () => {
  const page = htmlReport(hostile(sampleResult()));
  expect(page).toContain('&lt;script&gt;document.title=');
  expect(page).not.toMatch(/<script|<img src=x|="[^"]*javascript:|<\/title>"|onerror="/i);
  expect(page).not.toContain(hostileText);
  expect(all(page, /<(style|title|meta|link|base|iframe|object|form)\b/g).sort()).toEqual([
    ...['link', 'meta', 'meta', 'meta', 'meta', 'style', 'title'],
  ]);
});

it('is small beside its pictures: at most 400 kB for 90 items', () => {
  expect(Buffer.byteLength(withoutPictures(htmlReport(sampleResult())))).toBeLessThan(400_000);
});
