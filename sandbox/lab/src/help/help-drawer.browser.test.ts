import { expect, it } from 'vitest';
import { holdBack } from '../testing/hold.ts';
import { LARGE, prepareLab, SMALL, violations } from '../testing/lab-page.ts';

const lab = prepareLab();

it('a link opens the help at its topic, which looks at how things are and leads to the place', async () => {
  lab.sandbox.apns.faults.plant({ effect: { kind: 'drop' } });
  const page = await lab.open('?help=nothing-arrives', { size: LARGE });
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByText('Notifications on iPhone 17: not asked yet.').waitFor();
  await help.getByText('The mobile app is on, and its credentials are valid.').waitFor();
  expect(await violations(page)).toEqual([]);
  await help.getByRole('button', { name: 'Show the faults' }).click();
  await help.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: /Faults & time/, selected: true }).waitFor();
  await page.goBack();
  await help.getByText('A fault is planted.').waitFor();
  lab.sandbox.apns.faults.clear();
});

it('nothing is said of what the sandbox has not told yet', async () => {
  const page = await lab.open('', { size: LARGE });
  const answer = await holdBack(page, /\/api\/(events|contacts|devices|faults|mobile-apps|info)$/);
  await page.goto(new URL('?help=nothing-arrives', page.url()).href);
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByText('Looking …').waitFor();
  expect(await help.getByRole('listitem').count()).toBe(0);
  answer();
  await help.getByText('No fault is planted.').waitFor();
  await help.getByText('Looking …').waitFor({ state: 'detached' });
});

it('a phone off the wall has no page, and its bridge is not blamed', async () => {
  await Promise.all(lab.sandbox.phones.all().map((phone) => phone.launch()));
  const page = await lab.open('?phones=iphone&help=bridge-undefined', { size: LARGE });
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByText(/iPhone 17: the bridge works at/).waitFor();
  await help.getByText('Pixel 8 is not on the wall: its page is not loaded.').waitFor();
});

it('the help is searched and closed by keyboard', async () => {
  const page = await lab.open('', { size: SMALL, scheme: 'dark' });
  const button = page.getByRole('button', { name: 'Help' });
  await button.click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByRole('searchbox', { name: 'Search the help' }).fill('undefined');
  await help.getByRole('button', { name: 'median.msdynamics is undefined' }).click();
  await help.getByText('wait for median_library_ready').waitFor();
  expect(new URL(page.url()).searchParams.get('help')).toBe('bridge-undefined');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('help')).toBeNull();
  await expect.poll(() => button.evaluate((it) => it === document.activeElement)).toBe(true);
  // What was searched for is searched for no longer.
  await button.click();
  expect(await help.getByRole('searchbox', { name: 'Search the help' }).inputValue()).toBe('');
});

it('help that cannot be loaded is told, and the lab goes on', async () => {
  const page = await lab.open('', { size: LARGE });
  await page.route('**/help-drawer*', (route) => route.abort());
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByText('This part of the lab could not be shown.').waitFor();
  await page.getByRole('tab', { name: 'Push' }).click();
  await page.getByRole('heading', { name: 'Send a push' }).waitFor();
  lab.expectComplaint('help-drawer');
  lab.expectComplaint('preload assets');
  lab.expectComplaint('net::ERR_FAILED');
});
