import { describe, expect, it } from 'vitest';
import { SIDE_PANELS } from './panels.ts';
import { LARGE, MEDIUM, prepareLab, SMALL, violations } from './testing/lab-page.ts';

const lab = prepareLab();

describe.each([
  ['large and light', { size: LARGE, scheme: 'light' }],
  ['medium and dark', { size: MEDIUM, scheme: 'dark' }],
  ['small and light', { size: SMALL, scheme: 'light' }],
] as const)('on a screen that is %s', (_, look) => {
  it('no panel is wider than the screen, and axe finds nothing wrong with any', async () => {
    const page = await lab.open('', look);
    for (const { title, name } of SIDE_PANELS) {
      await page.getByRole('tab', { name: title, exact: true }).click();
      await page.locator(`#panel-${name} > *`).first().waitFor();
      expect(await violations(page), title).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, title).toBeLessThanOrEqual(look.size.width);
    }
  });
});

it('axe finds nothing wrong with a name that shows while the pointer rests on a button', async () => {
  const page = await lab.open('', { size: SMALL });
  await page.getByRole('button', { name: 'Help' }).hover();
  await page.getByRole('tooltip', { name: 'Help' }).waitFor();
  expect(await violations(page)).toEqual([]);
});
