import { expect, it } from 'vitest';
import { holdBack } from './testing/hold.ts';
import { prepareLab } from './testing/lab-page.ts';

const lab = prepareLab({ phones: ['iphone'] });

/** The lab anew, whose questions to these addresses wait for an answer until the returned function is called. */
async function openEarly(panel: string, url: string | RegExp = '**/api/info') {
  const page = await lab.open(`?panel=${panel}`);
  const answer = await holdBack(page, url);
  await page.reload();
  return { page, answer };
}

it('a template that is chosen before the sandbox has told of itself is used once it has', async () => {
  const { page, answer } = await openEarly('journeys');
  await page.getByRole('button', { name: 'Onboarding' }).click();
  await page.getByRole('button', { name: 'Renewal' }).and(page.locator('[aria-disabled=true]')).waitFor();
  answer();
  await page.getByText('Saved as draft.').waitFor();
  expect(await lab.sandbox.control.journeys()).toHaveLength(1);
});

it('a push that is sent before then is sent once, however often that is asked for, with its path on the site', async () => {
  const { page, answer } = await openEarly('push');
  await page.getByRole('textbox', { name: 'Link' }).fill('/orders/7');
  await page.getByRole('button', { name: 'Send push' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Sending …' }).waitFor();
  answer();
  await page.getByRole('region', { name: 'Result' }).waitFor();
  expect(lab.sandbox.world.pushes()).toHaveLength(1);
  expect(await page.getByText('Write an address', { exact: false }).count()).toBe(0);
});

it('of a push nothing is said that the sandbox has not told yet', async () => {
  const { page, answer } = await openEarly('push', /\/api\/(info|contacts)$/);
  await page.getByText('Looking up who will read it …').waitFor();
  await page.getByRole('combobox', { name: 'Contact' }).click();
  await page.getByRole('option', { name: 'Loading' }).waitFor();
  await page.keyboard.press('Escape');
  const link = page.getByRole('textbox', { name: 'Link' });
  expect(await link.inputValue()).toBe('/orders/42');
  expect(await page.getByText('Empty: a tap opens the app.').count()).toBe(0);
  await link.fill('');
  await page.getByText('Empty: a tap opens the app.').waitFor();
  await link.fill('/orders/42');
  answer();
  await page.getByText('Opens /orders/42 in the app.').waitFor();
  await page.getByText(/^As .* will read it\.$/).waitFor();
});
