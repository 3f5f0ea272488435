import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { prepareLab } from './testing/lab-page.ts';

const lab = prepareLab({ phones: [] });

/** Presses these before anything can be drawn in between, as in what fades out. */
const press = (question: Locator, names: readonly string[]) =>
  question.evaluate((dialog, names) => {
    for (const name of names)
      [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
  }, names);

it('a question is answered once, until it is asked again', async () => {
  const { control } = lab.sandbox;
  const { journeyId } = await control.createJourney({
    ...{ name: 'Live', entity: 'contact', timeZone: 'UTC', frequencyCap: false },
    start: { by: 'trigger', trigger: 'met', reentry: 'always' },
    steps: [{ do: 'wait', forMs: 3_600_000 }],
  });
  await control.publishJourney(journeyId);
  const page = await lab.open(`?panel=journeys&journey=${journeyId}`);
  const did: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') did.push(new URL(request.url()).pathname);
  });
  const question = page.getByRole('alertdialog', { name: 'Stop “Live”?' });
  for (const answers of [
    ['Cancel', 'Stop'],
    ['Stop', 'Stop'],
  ]) {
    await page.getByRole('button', { name: 'Stop journey' }).click();
    await press(question, answers);
    await question.waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'Delete journey' }).waitFor();
  expect(did).toEqual([`/api/journeys/${journeyId}/stop`]);
});
