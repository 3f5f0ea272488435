import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PracticeFile } from '../../../src/control/channel-wire.ts';
import { createControlClient } from '../../../src/control/client.ts';
import { holdBack } from '../testing/hold.ts';
import { MEDIUM, prepareLab, SMALL, violations } from '../testing/lab-page.ts';
import { titlesSeen } from '../testing/titles-seen.ts';

const lab = prepareLab();

const practice = async () => {
  const { control, controlToken } = lab.sandbox.connection();
  return createControlClient({ url: control, token: controlToken }).practiceCredentials();
};
const upload = ({ name, content }: PracticeFile) => ({
  ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content, 'base64') },
});

/** Into the file field of this number; it is read when its name stands there. */
async function choose(page: Page, field: number, file: PracticeFile) {
  await page.locator('input[type=file]').nth(field).setInputFiles(upload(file));
  await page.getByRole('button', { name: `Remove ${file.name}` }).waitFor();
}

const isFocused = (place: Locator) =>
  expect.poll(() => place.evaluate((it) => it === document.activeElement)).toBe(true);

it('an admin makes a mobile app; a wrong file gets the documented error, and nothing is lost', async () => {
  const { files, bundleId } = await practice();
  const file = (name: string, good = true) => {
    const found = files.find((one) => one.name.includes(name) && one.good === good);
    if (!found) throw new Error(`no file ${name}`);
    return found;
  };
  const page = await lab.open('?panel=channel', { size: MEDIUM });
  await page.getByRole('button', { name: 'New mobile app' }).click();
  await isFocused(page.getByRole('button', { name: 'All mobile apps' }));
  await page.getByRole('textbox', { name: 'Name' }).fill('Second shop');
  await page.getByRole('radio', { name: 'Sandbox' }).check();
  const key = file('.p8');
  await choose(page, 0, key);
  await expect.poll(() => page.getByLabel('Key id').inputValue()).toBe(key.keyId);
  await page.getByLabel('Team id').fill(key.teamId ?? '');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByText('Enter the bundle id.').waitFor();
  await page.getByText('Choose the service account’s JSON file.').waitFor();
  await page.getByLabel('Bundle id').fill(bundleId);
  await choose(page, 1, file('google-services', false));
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByText(/^Provided service account JSON is incorrect\..*Generate new private key/).waitFor();
  expect(await violations(page)).toEqual([]);
  lab.expectComplaint('422');
  expect(await page.getByLabel('Team id').inputValue()).toBe(key.teamId);
  await page.getByText(key.name).waitFor();
  await choose(page, 1, file('service-account'));
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByRole('heading', { name: 'Second shop' }).waitFor();
  await expect.poll(() => page.getByText('Valid', { exact: true }).count()).toBe(2);
  expect(await violations(page)).toEqual([]);
});

it('a mobile app is saved once, though Enter is pressed again; left meanwhile, it does not close the next', async () => {
  const page = await lab.open('?panel=channel&mobile=new', { size: MEDIUM });
  let saves = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/mobile-apps')) saves += 1;
  });
  const answer = await holdBack(page, '**/api/mobile-apps', 'POST');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Once');
  await page.getByRole('button', { name: 'Use the sandbox’s own credentials' }).click();
  await page.getByText('Filled in: save').waitFor();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByRole('button', { name: 'Saving …' }).waitFor();
  await name.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).and(page.locator('[aria-disabled=true]')).waitFor();
  await page.getByRole('button', { name: 'All mobile apps' }).click();
  await page.getByRole('button', { name: 'New mobile app' }).click();
  await name.fill('Next');
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  answer();
  await saved;
  await expect.poll(() => name.inputValue()).toBe('Next');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Once' }).waitFor();
  expect(saves).toBe(1);
});

it('an access token is shown once and revoked; a wrong key is Invalid, with cause and remedy', async () => {
  const page = await lab.open('?panel=channel&mobile=new', { size: SMALL, scheme: 'dark' });
  await page.getByRole('button', { name: 'Use the sandbox’s own credentials' }).click();
  await page.getByText('Filled in: save').waitFor();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByRole('tab', { name: 'Developer information' }).click();
  await page.getByRole('button', { name: 'Generate access token' }).click();
  const token = await page.getByRole('textbox', { name: 'Access token' }).inputValue();
  expect(token).toHaveLength(344);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  expect(await page.getByRole('textbox', { name: 'Access token' }).inputValue()).toBe(token);
  await page.getByRole('button', { name: 'Done' }).click();
  await isFocused(page.getByRole('button', { name: 'Generate access token' }));
  await page.getByRole('button', { name: `Revoke the token …${token.slice(-8)}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('None yet. Once the credentials are valid').waitFor();
  await page.getByRole('tab', { name: 'Credentials' }).click();
  await page.getByRole('button', { name: 'Edit credentials' }).click();
  await isFocused(page.getByRole('textbox', { name: 'Name' }));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await isFocused(page.getByRole('button', { name: 'Edit credentials' }));
  await page.getByRole('button', { name: 'Edit credentials' }).click();
  await page.getByLabel('Bundle id').fill('com.example.another');
  await page.getByRole('tab', { name: 'Developer information' }).click();
  await page.getByText('Public endpoint', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Credentials' }).click();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await page.getByText('The key or certificate is good, but not for this bundle id.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('switch', { name: 'iOS is on' }).click();
  await page.getByText('Switched off: nothing is sent to iOS').waitFor();
});

it('an access token is shown to whoever has gone on meanwhile; a question that fades keeps its words', async () => {
  const { mobileAppId } = lab.sandbox.connection().dynamics;
  const page = await lab.open(`?panel=channel&mobile=${mobileAppId}&mobile-part=developer`);
  const answer = await holdBack(page, '**/api/mobile-apps/*/access-tokens', 'POST');
  await page.getByRole('button', { name: 'Generate access token' }).click();
  await page.getByRole('tab', { name: 'Mobile devices' }).click();
  await page.getByRole('button', { name: 'All mobile apps' }).click();
  answer();
  await page.getByRole('heading', { name: 'New access token of Journeys Shop' }).waitFor();
  const token = await page.getByRole('textbox', { name: 'Access token' }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Journeys Shop' }).click();
  await page.getByRole('tab', { name: 'Developer information' }).click();
  const titles = await titlesSeen(page);
  const ending = `…${token.slice(-8)}`;
  await page.getByRole('button', { name: `Revoke the token ${ending}` }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  expect(await titles()).toEqual([`Revoke ${ending}?`]);
});

it('the device table finds a person, and leads to the registration’s trace', async () => {
  for (const phone of lab.sandbox.world.phones())
    await lab.sandbox.world.registerDevice(phone.view(), 'abc123-user-uuid');
  const { mobileAppId } = lab.sandbox.connection().dynamics;
  const page = await lab.open(`?panel=channel&mobile=${mobileAppId}&mobile-part=devices`, { size: MEDIUM });
  await page.getByRole('searchbox', { name: 'Search the devices' }).fill('ada android');
  const row = page.getByRole('row', { name: /Ada Brandt.*Pixel 8.*Success/ });
  await row.waitFor();
  await page.getByText('1 of 2 devices').waitFor();
  expect(await violations(page)).toEqual([]);
  await row.getByRole('button', { name: 'Trace' }).click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
});
