import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../../src/control/people-wire.ts';
import { holdBack } from '../../testing/hold.ts';
import { prepareLab, violations } from '../../testing/lab-page.ts';

// As many as a real environment has: more than one answer of the sandbox holds, and more than the lab lists.
const MANY = 1_001;
const lab = prepareLab({ phones: ['iphone'] });

let leads: Person[];
beforeAll(() => {
  const numbers = Array.from({ length: MANY }, (_, number) => number);
  leads = numbers.map((number) => lab.sandbox.dynamics.addLead({ fullname: `Lead ${number}` }));
});

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Journeys' }).first();
const namesOf = (page: Page) =>
  panelOf(page)
    .locator('.participant-head')
    .getByText(/^Lead /);

it('everybody in a journey has a name and can be found, however many people there are', async () => {
  const { dynamics, control } = lab.sandbox;
  const idOf = (number: number) => leads[number]?.id ?? '';
  const { journeyId } = await control.createJourney({
    ...{ name: 'Leads', entity: 'lead', timeZone: 'UTC', frequencyCap: true },
    start: { by: 'trigger', trigger: 'met', reentry: 'always' },
    steps: [{ do: 'wait', forMs: 86_400_000 }],
  });
  await control.publishJourney(journeyId);
  for (let number = 0; number < 200; number += 1)
    dynamics.journeys.raise({ name: 'met', personId: idOf(number) });

  const page = await lab.open(`?panel=journeys&journey=${journeyId}`);
  const person = panelOf(page).getByRole('combobox', { name: 'For' });
  await expect.poll(() => person.inputValue()).toBe('Lead 0');
  await person.click();
  await person.press('ControlOrMeta+A');
  const found = await holdBack(page, /\/people\/leads\?.*search=/);
  // The number alone may be in somebody's id, which is searched, too.
  await person.pressSequentially('Lead 1000');
  await page.getByRole('option', { name: 'Loading' }).waitFor();
  found();
  await page.getByRole('option', { name: 'Lead 1000' }).click();
  await expect.poll(() => person.inputValue()).toBe('Lead 1000');
  await panelOf(page).getByRole('button', { name: 'Raise trigger' }).click();
  await panelOf(page).getByText('Lead 1000 has entered.').waitFor();
  await expect.poll(() => namesOf(page).first().textContent()).toBe('Lead 1000');
  await panelOf(page).getByText('The newest 200 of 201 are shown.').waitFor();

  // The first one to enter is not among those.
  const of = (number: number) => `?panel=journeys&journey=${journeyId}&person=${idOf(number)}`;
  const first = await lab.open(of(0));
  await expect.poll(() => namesOf(first).allTextContents()).toEqual(['Lead 0']);
  const other = await lab.open(of(500));
  await panelOf(other).getByText('Lead 500 has not entered this journey.').waitFor();
  expect(await violations(other)).toEqual([]);
  await panelOf(other).getByRole('button', { name: 'Show everybody' }).click();
  await expect.poll(() => namesOf(other).count()).toBe(200);
});

it('the members of a segment have their names, too', async () => {
  const { control, dynamics } = lab.sandbox;
  const last = dynamics.addLead({ fullname: 'Lea Last' });
  await control.addSegment({ name: 'Chosen', entity: 'lead', memberIds: [last.id] });
  const page = await lab.open('?panel=journeys&part=segments');
  await panelOf(page).getByText('Chosen', { exact: true }).click();
  await panelOf(page).getByText('Lea Last').waitFor();
});
