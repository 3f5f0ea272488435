import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LARGE, prepareLab, SMALL, violations } from '../testing/lab-page.ts';

// With the gateway: it tells Dynamics what was opened.
const lab = prepareLab({ gateway: true, phones: ['iphone'] });
const JONAS = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a02';

/** Ada's iPhone may notify and is registered. */
async function registered() {
  const [phone] = lab.sandbox.phones.all();
  if (!phone) throw new Error('there is no phone');
  await phone.setNotifications(true);
  await expect.poll(() => phone.view().page.connected).toBe(true);
  await lab.sandbox.control.evaluate(
    phone.id,
    "median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })",
  );
  await expect.poll(() => phone.view().registration.state).toBe('registered');
  return phone;
}

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Journeys' }).first();
const figure = (page: Page, name: string) =>
  page
    .getByRole('table', { name: /The whole journey/ })
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell')
    .first()
    .textContent();

it('a template becomes a live journey: pushes as time passes, who refused is left out, opens are counted', async () => {
  const { control } = lab.sandbox;
  await control.changePerson(JONAS, { columns: { donotsendmm: true } });
  const page = await lab.open('?panel=journeys', { size: LARGE });
  const phone = await registered();
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Onboarding' }).click();
  await panel.getByText('Saved as draft.').waitFor();
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Publish' }).click();
  await panel.getByRole('button', { name: 'Raise trigger' }).click();
  await panel.getByText('Ada Brandt has entered.').waitFor();
  await expect.poll(() => phone.view().tray[0]?.title).toBe('Welcome, Ada!');

  const person = panel.getByRole('combobox', { name: 'For' });
  await person.click();
  await person.press('ControlOrMeta+A');
  await person.pressSequentially('jonas');
  await page.getByRole('option', { name: /Jonas Weber/ }).click();
  await panel.getByRole('button', { name: 'Raise trigger' }).click();
  await panel.getByText('Jonas Weber has entered.').waitFor();
  await panel.getByText('They refuse marketing material').waitFor();

  await control.tap(phone.id, phone.view().tray[0]?.id ?? '');
  await expect.poll(() => figure(page, 'Opened')).toBe('1');
  await panel.getByRole('button', { name: 'Forward to the next step' }).click();
  // Two days pass, for gateway and phones too.
  await expect.poll(() => phone.view().tray[0]?.title, { timeout: 60_000 }).toBe('Ready for the next step?');
  await expect.poll(() => figure(page, 'Sent')).toBe('2');
  expect(await figure(page, 'Entered')).toBe('2');
  expect(await violations(page)).toEqual([]);
  const link = page.url();
  await panel.getByRole('button', { name: 'Show its trace' }).last().click();
  await page.getByRole('tabpanel', { name: 'Timeline' }).waitFor();
  await page.goto(link);
  await panelOf(page).getByRole('heading', { name: 'Onboarding' }).waitFor();
  const stop = panelOf(page).getByRole('button', { name: 'Stop journey' });
  await stop.click();
  const whether = page.getByRole('alertdialog', { name: 'Stop “Onboarding”?' });
  await whether.getByText('cannot be made live again').waitFor();
  expect(await violations(page)).toEqual([]);
  await whether.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => stop.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await control.journeys()).toMatchObject([{ state: 'live' }]);
  await stop.click();
  // The question fades, and has the focus while it does.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await whether.getByRole('button', { name: 'Stop', exact: true }).click();
  await panelOf(page).getByText('Stopped', { exact: true }).waitFor();
  const remove = panelOf(page).getByRole('button', { name: 'Delete journey' });
  await expect.poll(() => remove.evaluate((button) => button === document.activeElement)).toBe(true);
  await remove.click();
  const question = page.getByRole('alertdialog', { name: 'Delete “Onboarding”?' });
  await question.waitFor();
  expect(await violations(page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => remove.evaluate((button) => button === document.activeElement)).toBe(true);
  await remove.click();
  await question.getByRole('button', { name: 'Delete' }).click();
  await panelOf(page).getByRole('button', { name: 'Blank journey' }).waitFor();
  await question.waitFor({ state: 'detached' });
  const list = panelOf(page).getByRole('region', { name: 'Journeys' });
  await expect.poll(() => list.evaluate((section) => section === document.activeElement)).toBe(true);
  expect(await control.journeys()).toEqual([]);
});

it('a draft is judged as it is typed, and a message is written for its push', async () => {
  const page = await lab.open('?panel=journeys', { size: LARGE, scheme: 'dark' });
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Blank journey' }).click();
  await panel.getByText('Saved as draft.').waitFor();
  await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('');
  await panel.getByText('Not saved: see what is wrong.').waitFor();
  await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Thanks');
  await panel.getByText('Saved as draft.').waitFor();
  await panel.getByRole('button', { name: 'Add a step here' }).last().click();
  await page.getByRole('menuitem', { name: 'Branch' }).click();
  await panel.getByRole('group', { name: /^If the previous push was opened/ }).waitFor();
  await panel.getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Thank you');
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Thank you, {{contact.firstname}}');
  await dialog.getByRole('figure', { name: 'On Android' }).getByText('Thank you, Ada').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save message' }).click();
  await panel.getByRole('group', { name: 'Push: Thank you' }).waitFor();
  await panel.getByText('Saved as draft.').waitFor();
  const drafts = await lab.sandbox.control.journeys();
  expect(drafts.at(-1)?.definition).toMatchObject({ name: 'Thanks', steps: [{}, {}, { do: 'branch' }] });
});

it('the steps count everybody, and time goes on to whoever is due next, also beyond the newest 200', async () => {
  const { control } = lab.sandbox;
  const first = await control.addPerson('lead', { fullname: 'Lea First' });
  for (let count = 0; count < 200; count += 1) await control.addPerson('lead', { fullname: `Lead ${count}` });
  const { segmentId } = await control.addSegment({
    ...{ name: 'Leads', entity: 'lead', rule: { column: 'fullname', is: 'set' } },
  });
  const due = { column: 'fullname', is: 'eq' as const, value: 'Lea First' };
  const { journeyId } = await control.createJourney({
    ...{ name: 'All leads', entity: 'lead', timeZone: 'UTC', frequencyCap: true },
    start: { by: 'segment', segmentIds: [segmentId], exceptSegmentIds: [], runs: 'once' },
    steps: [
      {
        ...{ do: 'branch', if: { person: [due] } },
        yes: [{ do: 'wait', forMs: 3_600_000 }],
        no: [{ do: 'wait', forMs: 86_400_000 }],
      },
    ],
  });
  await control.publishJourney(journeyId);
  await expect.poll(() => control.journey(journeyId)).toMatchObject({ entered: 201, waiting: 201 });
  const newest = await control.participants(journeyId, { limit: 200, newest: true });
  expect(newest.map(({ personId }) => personId)).not.toContain(first.id);
  const panel = panelOf(await lab.open(`?panel=journeys&journey=${journeyId}`));
  await panel.getByText('200 here now').waitFor();
  await panel.getByText('1 yes · 200 no').waitFor();
  await panel.getByText('The newest 200 of 201 are shown.').waitFor();
  await panel.getByRole('button', { name: 'Forward to the next step' }).click();
  await expect.poll(() => control.journey(journeyId)).toMatchObject({ inside: 200 });
  await panel.getByText('1 waited').waitFor();
});

it('people and segments are made, and limits set', async () => {
  const { control } = lab.sandbox;
  const page = await lab.open('?panel=journeys&part=people', { size: SMALL });
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Add a contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A person needs a full name.').waitFor();
  await dialog.getByRole('textbox', { name: 'Full name' }).fill('Noor Haddad');
  await dialog.getByRole('button', { name: 'Add a column' }).click();
  await dialog.getByRole('textbox', { name: 'Column' }).fill('new_tier');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('gold');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await panel.getByRole('searchbox', { name: 'Search' }).fill('gold');
  await panel.getByRole('button', { name: 'Noor Haddad', exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);

  await panel.getByRole('tab', { name: 'Segments' }).click();
  await panel.getByRole('button', { name: 'New segment' }).click();
  await panel.getByRole('textbox', { name: 'Name' }).fill('Gold');
  await panel.getByRole('combobox', { name: 'Column' }).fill('new_tier');
  await panel.getByRole('combobox', { name: 'Comparison' }).selectOption('is');
  await panel.getByRole('textbox', { name: 'Value' }).fill('gold');
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Save segment' }).click();
  await panel.getByText('In it now: 1').waitFor();

  await panel.getByRole('tab', { name: 'Limits' }).click();
  await panel.getByRole('spinbutton', { name: 'In 24 hours' }).fill('2');
  await panel.getByRole('switch', { name: 'Hold pushes' }).first().check();
  await panel.getByRole('button', { name: 'Save limits' }).click();
  await panel.getByText(/^Saved/).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await control.journeySettings()).toMatchObject({
    ...{ frequencyCap: { daily: 2 }, quietTimes: { commercial: { weekly: [{}, {}] } } },
  });
});
