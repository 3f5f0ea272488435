import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { holdBack } from '../testing/hold.ts';
import { prepareLab } from '../testing/lab-page.ts';

// What is pressed or looked at before the sandbox has answered.
const lab = prepareLab({ phones: ['iphone'] });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01';
const MINA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a03';
const SOON = { timeout: 60_000 };

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Journeys' }).first();
const disabled = (page: Page) => page.locator('[aria-disabled=true], :disabled');

/** Mina's phone is registered: whatever the lab shows of Dynamics is asked for again. */
async function dynamicsTells() {
  const { control } = lab.sandbox;
  await control.setNotifications('p1', true);
  await control.registerDevice('p1', MINA);
}

/** A draft of a trigger, a wait of one day and a push. */
async function blankJourney() {
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Blank journey' }).click();
  await panel.getByText('Saved as draft.').waitFor();
  return { page, panel, name: panel.getByRole('textbox', { name: 'Name', exact: true }) };
}

/** A live journey of these steps, and the address of its page. */
async function liveJourney(definition: Partial<Parameters<typeof lab.sandbox.control.createJourney>[0]>) {
  const { control } = lab.sandbox;
  const { journeyId } = await control.createJourney({
    ...{ name: 'Live', entity: 'contact', timeZone: 'UTC', frequencyCap: false, steps: [] },
    start: { by: 'trigger', trigger: 'met', reentry: 'always' },
    ...definition,
  });
  await control.publishJourney(journeyId);
  return { journeyId, address: `?panel=journeys&journey=${journeyId}` };
}

it('a draft that is opened again at once is as it was left', async () => {
  const { page, panel, name } = await blankJourney();
  const answer = await holdBack(page, '**/api/journeys/*', 'PUT');
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
  const messageSaved = await holdBack(page, '**/api/messages', 'POST');
  await panel.getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Thank you');
  await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Thank you');
  await dialog.getByRole('button', { name: 'Save message' }).click();
  await cancelLate(messageSaved);
  await panel.getByRole('group', { name: 'Push: Thank you' }).waitFor();
  await dialog.waitFor({ state: 'hidden' });

  await panel.getByRole('tab', { name: 'People' }).click();
  const personSaved = await holdBack(page, '**/api/people/contacts', 'POST');
  await panel.getByRole('button', { name: 'Add a contact' }).click();
  await page.getByRole('textbox', { name: 'Full name' }).fill('Noor Haddad');
  await page.getByRole('button', { name: 'Save' }).click();
  await cancelLate(personSaved);
  await panel.getByRole('button', { name: 'Noor Haddad', exact: true }).waitFor();

  await panel.getByRole('tab', { name: 'Segments' }).click();
  const segmentSaved = await holdBack(page, '**/api/segments', 'POST');
  await panel.getByRole('button', { name: 'New segment' }).click();
  await panel.getByRole('textbox', { name: 'Name' }).fill('Gold');
  await panel.getByRole('button', { name: 'Save segment' }).click();
  await cancelLate(segmentSaved);
  await panel.getByText(/^In it now/).waitFor();
});

it('a draft waits for the messages, the segments and what Dynamics thinks of it', async () => {
  const { page, panel } = await blankJourney();
  const answers = await Promise.all([
    holdBack(page, '**/api/messages'),
    holdBack(page, '**/api/segments'),
    holdBack(page, '**/api/journeys/check', 'POST'),
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
  const answer = await holdBack(page, '**/api/journeys/*/publish', 'POST');
  const again = await holdBack(page, '**/api/journeys');
  const publish = panel.getByRole('button', { name: 'Publish' });
  await publish.click();
  await publish.and(disabled(page)).waitFor(SOON);
  await publish.dispatchEvent('click');
  expect(await name.evaluate((field) => field.matches('[inert] *'))).toBe(true);
  const published = page.waitForResponse('**/api/journeys/*/publish');
  answer();
  await published;
  await publish.dispatchEvent('click');
  again();
  await panel.getByText('Live', { exact: true }).waitFor();
  expect(asked.filter((each) => each.endsWith('/publish'))).toHaveLength(1);
});

it('time goes on to the next step and no further, on a sandbox that is days ahead', async () => {
  const { control } = lab.sandbox;
  await control.advanceClock(9 * DAY);
  const { journeyId, address } = await liveJourney({ steps: [{ do: 'wait', forMs: HOUR }] });
  const [person] = await control.people('contact');
  await control.raiseTrigger('met', { personId: person?.id ?? '' });
  const page = await lab.open(address);
  const answer = await holdBack(page, '**/api/clock');
  await page.reload();
  await panelOf(page).getByRole('button', { name: 'Forward to the next step' }).click();
  answer();
  await expect.poll(() => control.journey(journeyId)).toMatchObject({ inside: 0 });
  expect((await control.clock()).aheadMs).toBeLessThan(10 * DAY);
});

it('time goes on to nobody’s step before it is known who is due', async () => {
  const { segmentId } = await lab.sandbox.control.addSegment({
    ...{ name: 'Everybody', entity: 'contact', rule: { column: 'fullname', is: 'set' } },
  });
  const { address } = await liveJourney({
    start: { by: 'segment', segmentIds: [segmentId], exceptSegmentIds: [], runs: { everyMs: DAY } },
    steps: [{ do: 'wait', forMs: HOUR }],
  });
  const page = await lab.open(address);
  const answer = await holdBack(page, '**/api/journeys/*/progress');
  await page.reload();
  await panelOf(page).getByText('Waits until').first().waitFor();
  const forward = panelOf(page).getByRole('button', { name: 'Forward to the next step' });
  expect(await forward.count()).toBe(0);
  answer();
  await forward.waitFor();
});

it('a trigger is raised for whom it was suggested, whoever could be reached meanwhile', async () => {
  const { address } = await liveJourney({ steps: [{ do: 'wait', forMs: HOUR }] });
  const panel = panelOf(await lab.open(address));
  const person = panel.getByRole('combobox', { name: 'For' });
  await dynamicsTells();
  await expect.poll(() => person.inputValue(), SOON).toBe('Mina Okafor');
  // Ada comes before her.
  await lab.sandbox.control.registerDevice('p1', ADA);
  await person.click();
  await lab.page.getByRole('option', { name: 'Ada Brandt (1 device)' }).waitFor(SOON);
  await person.press('Escape');
  await lab.page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await person.inputValue()).toBe('Mina Okafor');
  await panel.getByRole('button', { name: 'Raise trigger' }).click();
  await panel.getByText('Mina Okafor has entered.').waitFor();
});

it('a trigger is raised for nobody else than a person who is known', async () => {
  const amount = { column: 'amount', is: 'gt' as const, value: 50 };
  const { journeyId, address } = await liveJourney({
    steps: [{ do: 'branch', if: { trigger: [amount] }, yes: [], no: [] }],
  });
  const page = await lab.open(address);
  const raised: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/triggers/')) raised.push(request.postData() ?? '');
  });
  const answer = await holdBack(page, '**/api/contacts');
  await page.reload();
  const panel = panelOf(page);
  const raise = panel.getByRole('button', { name: 'Raise trigger' });
  await raise.and(disabled(page)).waitFor(SOON);
  await raise.dispatchEvent('click');
  await panel.getByRole('textbox', { name: 'amount' }).press('Enter');
  const person = panel.getByRole('combobox', { name: 'For' });
  await person.click();
  await page.getByRole('option', { name: 'Loading' }).waitFor(SOON);
  answer();
  await page.getByRole('option', { name: /^Ada Brandt/ }).click();
  await person.press('ControlOrMeta+A');
  await person.pressSequentially('nobody at all');
  await page.getByRole('option', { name: 'Nobody of that name' }).waitFor();
  await person.press('Escape');
  await raise.click();
  await expect.poll(() => lab.sandbox.control.journey(journeyId)).toMatchObject({ entered: 1 });
  expect(raised).toHaveLength(1);
});

it('a push is not said to be deleted before the messages are known, and figures stay while others are asked for', async () => {
  const { control } = lab.sandbox;
  const { mobileAppId } = await control.info();
  const { messageId } = await control.createMessage({ name: 'Hello', title: 'Hello', body: '', mobileAppId });
  await control.publishMessage(messageId);
  const { address } = await liveJourney({
    steps: [
      { do: 'wait', forMs: HOUR },
      { do: 'push', messageId, quietTimes: false },
    ],
  });
  const page = await lab.open(address);
  const messagesCome = await holdBack(page, '**/api/messages');
  await page.reload();
  const panel = panelOf(page);
  const push = panel.locator('.flow [data-do=push]');
  await push.waitFor();
  expect(await push.textContent()).toBe('Push');
  messagesCome();
  await expect.poll(() => push.textContent()).toBe('Push: Hello');
  const figures = panel.getByRole('heading', { name: 'Figures' });
  await panel.getByRole('rowheader', { name: 'Hello' }).waitFor();
  const figuresCome = await holdBack(page, '**/api/journeys/*/analytics');
  await panel.getByRole('button', { name: 'Raise trigger' }).click();
  await panel.getByText('1 here now').waitFor();
  expect(await figures.count()).toBe(1);
  figuresCome();
  const entered = panel
    .getByRole('row', { name: /^Entered/ })
    .getByRole('cell')
    .first();
  await expect.poll(() => entered.textContent()).toBe('1');
});

it('limits are those that are set now, wherever they were set, and what is typed stays', async () => {
  const { control } = lab.sandbox;
  const lunch = { weekly: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '12:00', to: '14:00' }], dates: [] };
  const page = await lab.open('?panel=journeys&part=settings');
  const panel = panelOf(page);
  const field = (name: string) => panel.getByRole('spinbutton', { name });
  const transactional = panel.getByRole('region', { name: 'Quiet times of transactional messages' });
  await field('In 7 days').fill('9');
  await control.changeJourneySettings({
    ...{
      frequencyCap: { daily: 3, weekly: 4 },
      quietTimes: { commercial: lunch, transactional: { weekly: [], dates: [] } },
    },
  });
  await dynamicsTells();
  await expect.poll(() => field('In 24 hours').inputValue(), SOON).toBe('3');
  expect(await field('In 7 days').inputValue()).toBe('9');
  await transactional.getByRole('switch', { name: 'Hold pushes' }).check();
  await panel.getByRole('button', { name: 'Save limits' }).click();
  await panel.getByText(/^Saved/).waitFor();
  expect(await control.journeySettings()).toMatchObject({
    ...{ frequencyCap: { daily: 3, weekly: 9 } },
    quietTimes: { commercial: lunch, transactional: { weekly: [{}, {}] } },
  });
  // The page is not told of this one.
  await control.changeJourneySettings({ frequencyCap: { daily: 5 } });
  await transactional.getByRole('switch', { name: 'Hold pushes' }).uncheck();
  await panel.getByRole('button', { name: 'Save limits' }).click();
  await expect
    .poll(control.journeySettings)
    .toMatchObject({ frequencyCap: { daily: 5 }, quietTimes: { transactional: { weekly: [] } } });
  // What has been saved is typed no more.
  await control.changeJourneySettings({ frequencyCap: {} });
  await dynamicsTells();
  for (const name of ['In 24 hours', 'In 7 days'])
    await expect.poll(() => field(name).inputValue(), SOON).toBe('');
});

it('a template that is pressed twice is one journey, and calls nobody back who has gone on', async () => {
  const { control } = lab.sandbox;
  const { journeyId } = await liveJourney({ name: 'Another', steps: [{ do: 'wait', forMs: HOUR }] });
  const page = await lab.open('?panel=journeys');
  const panel = panelOf(page);
  const [seen, asked]: [string[], string[]] = [[], []];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) seen.push(new URL(frame.url()).searchParams.get('journey') ?? '');
  });
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
  });
  const another = panel.getByRole('button', { name: 'Another', exact: true });
  await another.waitFor();
  const answer = await holdBack(page, '**/api/journeys', 'POST');
  const begun = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/api/journeys'),
  );
  await panel.getByRole('button', { name: 'Onboarding' }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await begun;
  await another.click();
  await panel.getByRole('heading', { name: 'Another' }).waitFor();
  answer();
  const made = async () =>
    (await control.journeys()).filter(({ definition }) => definition.name === 'Onboarding');
  await expect.poll(made).toHaveLength(1);
  await panel.getByRole('button', { name: 'All journeys' }).click();
  await panel.locator('.journey-list').getByRole('button', { name: 'Onboarding' }).waitFor();
  await another.click();
  await panel.getByRole('heading', { name: 'Another' }).waitFor();
  expect(new Set(seen.filter((journey) => journey !== ''))).toEqual(new Set([journeyId]));
  expect(asked.filter((path) => path.endsWith('/api/journeys'))).toHaveLength(1);
});
