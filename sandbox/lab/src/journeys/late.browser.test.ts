import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { prepareLab } from '../testing/lab-page.ts';

// What is pressed or looked at before the sandbox has answered.
const lab = prepareLab({ phones: ['iphone'] });
const SOON = { timeout: 5000 };

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Journeys' }).first();
const disabled = (page: Page) => page.locator('[aria-disabled=true], :disabled');

/** Holds the answers to such a question back until the returned function is called. */
async function hold(page: Page, method: string, path: string): Promise<() => void> {
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(`**/api${path}`, async (route) => {
    if (route.request().method() === method) await told;
    await route.fallback();
  });
  return answer;
}

/** A draft of a trigger, a wait of one day and a push. */
async function blankJourney() {
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Blank journey' }).click();
  await panel.getByText('Saved as draft.').waitFor();
  return { page, panel, name: panel.getByRole('textbox', { name: 'Name', exact: true }) };
}

it('a draft that is opened again at once is as it was left', async () => {
  const { page, panel, name } = await blankJourney();
  const answer = await hold(page, 'PUT', '/journeys/*');
  await name.fill('Thanks');
  await panel.getByRole('button', { name: 'All journeys' }).click();
  await panel.locator('.journey-list').getByRole('button', { name: 'New journey' }).click();
  await panel.getByRole('button', { name: 'All journeys' }).waitFor();
  answer();
  await expect.poll(() => name.inputValue()).toBe('Thanks');
  await panel.getByRole('switch', { name: 'Keep to the frequency cap' }).uncheck();
  const saved = async () => (await lab.sandbox.control.journeys()).at(-1)?.definition;
  await expect.poll(saved).toMatchObject({ name: 'Thanks', frequencyCap: false });
});

it('what is being saved can be cancelled no more', async () => {
  const { page, panel } = await blankJourney();
  const cancelDisabled = page.getByRole('button', { name: 'Cancel' }).and(disabled(page));
  const cancelLate = async (answer: () => void) => {
    await cancelDisabled.waitFor(SOON);
    await cancelDisabled.dispatchEvent('click');
    await page.keyboard.press('Escape');
    answer();
  };
  const messageSaved = await hold(page, 'POST', '/messages');
  await panel.getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Thank you');
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Thank you');
  await dialog.getByRole('button', { name: 'Save message' }).click();
  await cancelLate(messageSaved);
  await panel.getByRole('group', { name: 'Push: Thank you' }).waitFor();
  await dialog.waitFor({ state: 'hidden' });

  await panel.getByRole('tab', { name: 'People' }).click();
  const personSaved = await hold(page, 'POST', '/people/contacts');
  await panel.getByRole('button', { name: 'Add a contact' }).click();
  await page.getByRole('textbox', { name: 'Full name' }).fill('Noor Haddad');
  await page.getByRole('button', { name: 'Save' }).click();
  await cancelLate(personSaved);
  await panel.getByRole('button', { name: 'Noor Haddad', exact: true }).waitFor();

  await panel.getByRole('tab', { name: 'Segments' }).click();
  const segmentSaved = await hold(page, 'POST', '/segments');
  await panel.getByRole('button', { name: 'New segment' }).click();
  await panel.getByRole('textbox', { name: 'Name' }).fill('Gold');
  await panel.getByRole('button', { name: 'Save segment' }).click();
  await cancelLate(segmentSaved);
  await panel.getByText(/^In it now/).waitFor();
});

it('a draft waits for the messages, the segments and what Dynamics thinks of it', async () => {
  const { page, panel } = await blankJourney();
  const answers = await Promise.all([
    hold(page, 'GET', '/messages'),
    hold(page, 'GET', '/segments'),
    hold(page, 'POST', '/journeys/check'),
  ]);
  await page.reload();
  const message = panel.getByRole('combobox', { name: 'Message', exact: true });
  await message.waitFor();
  expect(await message.textContent()).not.toContain('Choose a message');
  const publish = panel.getByRole('button', { name: 'Publish' });
  await publish.and(disabled(page)).waitFor(SOON);
  const bySegment = panel.getByRole('radio', { name: 'A segment' });
  await bySegment.and(disabled(page)).waitFor(SOON);
  await panel.getByRole('button', { name: 'Add a step here' }).last().click();
  const push = page.getByRole('menuitem', { name: 'Push' });
  await push.and(disabled(page)).waitFor(SOON);
  for (const answer of answers) answer();
  await push.click();
  await expect.poll(() => panel.getByRole('group', { name: /^Push: \S/ }).count()).toBe(2);
  await panel.getByText('Saved as draft.').waitFor();
  await bySegment.check();
  await panel.getByRole('checkbox', { checked: true }).first().waitFor();
});

it('a draft is published once, and not edited meanwhile', async () => {
  const { page, panel, name } = await blankJourney();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const answer = await hold(page, 'POST', '/journeys/*/publish');
  const again = await hold(page, 'GET', '/journeys');
  const publish = panel.getByRole('button', { name: 'Publish' });
  await publish.click();
  await publish.and(disabled(page)).waitFor(SOON);
  await publish.dispatchEvent('click');
  expect(await name.evaluate((field) => field.matches('[inert] *'))).toBe(true);
  answer();
  const published = page.waitForResponse('**/api/journeys/*/publish');
  await published;
  await publish.dispatchEvent('click');
  again();
  await panel.getByText('Live', { exact: true }).waitFor();
  expect(asked.filter((each) => each.endsWith('/publish'))).toHaveLength(1);
});
