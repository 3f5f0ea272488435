import { expect, it } from 'vitest';
import { sample } from '../testing/sample.ts';
import { htmlReport } from './html.ts';

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

it('says the verdict in its title and first heading, and what was not run', async () => {
  const page = await htmlReport(sample());
  expect(page).toContain(
    '<title>Shop 1.0.0 is built: all 2 expectations are met · journeys-push build</title>',
  );
  expect(page).toContain('<h1>Shop 1.0.0 is built: all 2 expectations are met</h1>');
  expect(page).toContain('11 February 2026 at 09:24 UTC');
  expect(page).toMatch(/Not run here:.*Gradle, CocoaPods and Xcode/);
  expect(page).toContain('shop-1.0.0-1.tar.gz');
});

it('marks what was not met by a word, shows it at once, and offers no archive', async () => {
  const page = await htmlReport(sample('Shop', false));
  expect(page).toContain('1 of 2 expectations are not met');
  expect(count(page, />Not met</g)).toBe(1);
  expect(count(page, /<details open>/g)).toBe(1);
  expect(page).toContain('No archive was made');
});

it('holds hostile text only as text', async () => {
  const page = await htmlReport(sample('<script>document.title="x"</script>"onload="'));
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toMatch(/<script|"onload="/);
});

it('has colours for light and dark, and needs nothing beside itself', async () => {
  const page = await htmlReport(sample());
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
});
