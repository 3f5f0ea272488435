import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { prepareLab, violations } from '../testing/lab-page.ts';

// How it is to write a journey or a segment: what is typed stays as it was typed, and the focus stays near.
const lab = prepareLab({ phones: ['iphone'] });

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Journeys' }).first();
const hasFocus = (element: Locator) => element.evaluate((each) => each === document.activeElement);
const savedSteps = async () => (await lab.sandbox.control.journeys()).at(-1)?.definition.steps;

/** A draft of a trigger, a wait of one day and a push. */
async function blankJourney() {
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Blank journey' }).click();
  await panel.getByText('Saved as draft.').waitFor();
  return { page, panel };
}

it('the value of a condition is kept as it is typed, character by character', async () => {
  const { page, panel } = await blankJourney();
  await panel.getByRole('button', { name: 'Add a step here' }).last().click();
  await page.getByRole('menuitem', { name: 'Branch' }).click();
  await panel.getByRole('combobox', { name: 'If' }).selectOption('the trigger');
  const value = panel.getByRole('textbox', { name: 'Value' });
  for (const typed of ['49.90', '0171 55', '+49 171', '12 Main Street', '12345678901234567890', '50']) {
    await value.fill('');
    await value.pressSequentially(typed);
    expect(await value.inputValue()).toBe(typed);
    const kept = typed === '50' ? 50 : typed;
    await expect.poll(savedSteps).toMatchObject([{}, {}, { if: { trigger: [{ value: kept }] } }]);
  }
  await panel.getByRole('button', { name: 'Add a condition' }).click();
  await panel
    .getByRole('button', { name: /^Remove the condition/ })
    .last()
    .click();
  expect(await hasFocus(panel.getByRole('button', { name: 'Add a condition' }))).toBe(true);
});

it('a step that is moved takes its unit and the focus along, and one that is removed leaves it near', async () => {
  const { page, panel } = await blankJourney();
  const waits = panel.getByRole('group', { name: /^Wait/ });
  await panel.getByRole('button', { name: 'Add a step here' }).nth(1).click();
  await page.getByRole('menuitem', { name: 'Wait' }).click();
  await panel.getByRole('group', { name: 'Wait 1 day', exact: true }).nth(1).waitFor();
  expect(await violations(page)).toEqual([]);
  await waits.nth(1).getByRole('combobox', { name: 'For: unit' }).selectOption('minutes');
  await waits.nth(1).getByRole('spinbutton', { name: 'For' }).fill('5');
  await panel.getByRole('button', { name: 'Move down: Wait 1 day' }).click();
  const told = waits.evaluateAll((cards) =>
    cards.map((card) => `${card.querySelector('input')?.value} ${card.querySelectorAll('select')[1]?.value}`),
  );
  expect(await told).toEqual(['5 minutes', '1 days']);
  const down = panel.getByRole('button', { name: 'Move down: Wait 1 day' });
  await expect.poll(() => hasFocus(down)).toBe(true);
  // Twice: the last one keeps the focus, too, although it can go no further.
  await page.keyboard.press('Enter');
  await expect.poll(savedSteps).toMatchObject([{ forMs: 300_000 }, { do: 'push' }, { forMs: 86_400_000 }]);
  await expect.poll(() => hasFocus(down)).toBe(true);
  await panel.getByRole('button', { name: 'Remove: Wait 1 day' }).click();
  await expect.poll(() => hasFocus(panel.getByRole('button', { name: 'Add a step here' }).last())).toBe(true);
  expect(await violations(page)).toEqual([]);
});

it('a journey keeps no segment that its start cannot show', async () => {
  const { control } = lab.sandbox;
  for (const { segmentId } of await control.segments()) await control.removeSegment(segmentId);
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Event follow-up' }).click();
  await panel
    .getByRole('checkbox', { name: 'Contacts who accept marketing material', checked: true })
    .waitFor();
  await panel.getByText('Saved as draft.').waitFor();
  const [made] = await control.segments();
  const { segmentId } = await control.addSegment({ name: 'VIP', entity: 'contact', memberIds: [] });
  await control.removeSegment(made?.segmentId ?? '');
  await page.reload();
  await panel.getByRole('checkbox', { name: 'VIP' }).first().check();
  await panel.getByRole('checkbox', { name: /^Deleted segment .*cannot be used/ }).click();
  expect(await hasFocus(panel.getByRole('group', { name: 'Anyone in', exact: true }))).toBe(true);
  const start = async () => (await control.journeys()).at(-1)?.definition.start;
  await expect.poll(start).toMatchObject({ segmentIds: [segmentId] });
  await panel.getByRole('combobox', { name: 'For', exact: true }).selectOption('Leads');
  await panel.getByText('There is no segment of this kind of person yet.').waitFor();
  await panel.getByRole('combobox', { name: 'For', exact: true }).selectOption('Contacts');
  await panel.getByRole('listitem').filter({ hasText: 'at least one segment is needed' }).waitFor();
  expect(await panel.getByRole('checkbox', { name: 'VIP' }).first().isChecked()).toBe(false);
});

it('what a tap does is said of a message, too, that there is nobody to read', async () => {
  const { page, panel } = await blankJourney();
  await panel.getByRole('combobox', { name: 'For', exact: true }).selectOption('Customer profiles');
  await panel.getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByText('Empty: a tap opens the app.').waitFor();
  await dialog.getByRole('textbox', { name: 'Link' }).fill('/orders/42');
  await dialog.getByText('Opens /orders/42 in the app.').waitFor();
});

it('a template for a segment takes its own, whatever others there are, and makes it once', async () => {
  const { control } = lab.sandbox;
  for (const { segmentId } of await control.segments()) await control.removeSegment(segmentId);
  await control.addSegment({ name: 'Have left us', entity: 'contact', memberIds: [] });
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  const anyone = panel.getByRole('group', { name: 'Anyone in', exact: true });
  for (const time of [1, 2]) {
    await panel.getByRole('button', { name: 'Event follow-up' }).last().click();
    await panel.getByText('Saved as draft.').waitFor();
    await anyone
      .getByRole('checkbox', { name: 'Contacts who accept marketing material', checked: true })
      .waitFor();
    expect(await anyone.getByRole('checkbox', { name: 'Have left us' }).isChecked()).toBe(false);
    expect(await control.segments(), `used ${time} times`).toHaveLength(2);
    await panel.getByRole('button', { name: 'All journeys' }).click();
  }
});

it('a half-written segment stays while another part is looked at, and the focus goes to it and back', async () => {
  const page = await lab.open('?panel=journeys&part=segments');
  const panel = panelOf(page);
  const add = panel.getByRole('button', { name: 'New segment' });
  await add.click();
  const name = panel.getByRole('textbox', { name: 'Name' });
  expect(await hasFocus(name)).toBe(true);
  await name.fill('Gold');
  await panel.getByRole('tab', { name: 'Limits' }).click();
  await panel.getByRole('button', { name: 'Save limits' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('tab', { name: 'Segments' }).click();
  expect(await name.inputValue()).toBe('Gold');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => hasFocus(add)).toBe(true);
  await add.click();
  await name.fill('Silver');
  await panel.getByRole('button', { name: 'Save segment' }).click();
  await panel.getByText(/^In it now/).waitFor();
  expect(await hasFocus(add)).toBe(true);
});
