import { expect, it } from 'vitest';
import { LARGE, prepareLab, SMALL, violations } from '../testing/lab-page.ts';

const lab = prepareLab({ phones: ['iphone'] });
const ADA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01';
const JONAS = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a02';
const MINA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a03';

/** Ada's iPhone may notify and is registered. */
async function registered() {
  const [phone] = lab.sandbox.phones.all();
  if (!phone) throw new Error('there is no phone');
  await phone.setNotifications(true);
  await lab.sandbox.control.registerDevice(phone.id, ADA);
  return phone;
}

it('a push is written with a preview for a person, sent, tapped where it said, and told', async () => {
  const phone = await registered();
  const page = await lab.open('?panel=push', { size: LARGE, scheme: 'dark' });
  const panel = page.getByRole('tabpanel', { name: 'Push' });
  await panel.getByRole('textbox', { name: 'Title', exact: true }).fill('Hello ');
  await panel.getByRole('button', { name: 'Personalise title' }).click();
  await page.getByRole('menuitem', { name: /First name/ }).click();
  await expect
    .poll(() => panel.getByRole('textbox', { name: 'Title', exact: true }).inputValue())
    .toBe('Hello {{contact.firstname}}');
  // Whoever goes on typing does so in the title, once the menu has given the focus back.
  await panel
    .locator('input:focus')
    .and(panel.getByRole('textbox', { name: 'Title', exact: true }))
    .waitFor();
  await panel.getByRole('textbox', { name: 'Message' }).fill('Dear {{contact.fristname}} {{you}}');
  const ios = panel.getByRole('figure', { name: 'On iOS' });
  await ios.getByText('Hello Ada', { exact: true }).waitFor();
  await panel.getByText(/Nobody has the column of \{\{contact.fristname\}\}/).waitFor();
  await panel.getByText(/\{\{you\}\} is sent as it is written/).waitFor();
  expect(await violations(page)).toEqual([]);
  const link = panel.getByRole('textbox', { name: 'Link' });
  await link.fill('shop://order');
  await panel.getByText(/does not allow links with shop:/).waitFor();
  await link.fill('https://www.example.org/terms');
  await panel.getByText('Opens www.example.org in the browser, outside the app.').waitFor();
  await panel.getByRole('button', { name: 'Send push' }).click();
  await panel.getByText(/was sent\.$/).waitFor();
  await expect.poll(() => phone.view().tray[0]?.title).toBe('Hello Ada');
  await lab.sandbox.control.tap(phone.id, phone.view().tray[0]?.id ?? '');
  await expect.poll(() => phone.view().browser).toContain('example.org/terms');
  await panel.getByRole('button', { name: 'Show its trace' }).click();
  await page.getByRole('tabpanel', { name: 'Timeline' }).waitFor();
});

it('segments of leads are not chosen from, and it is said what reaches them', async () => {
  await lab.sandbox.control.addSegment({ name: 'From the fair', entity: 'lead', memberIds: [] });
  const page = await lab.open('?panel=push', { size: LARGE });
  const panel = page.getByRole('tabpanel', { name: 'Push' });
  await panel
    .getByText('A journey reaches segments of leads and profiles, such as “From the fair”.')
    .waitFor();
  await panel.getByRole('radio', { name: 'A segment' }).check();
  const names = panel.getByRole('combobox', { name: 'Segment' }).getByRole('option');
  expect(await names.allTextContents()).not.toContain('From the fair');
  expect(await violations(page)).toEqual([]);
});

it('a segment is sent to without whoever refuses, and each person has a result with its reason', async () => {
  await registered();
  const { control } = lab.sandbox;
  const jonas = (await control.people('contact', { search: 'jonas' }))[0]?.id ?? '';
  await control.changePerson(MINA, { columns: { donotsendmm: true } });
  const [segment] = await control.segments();
  const page = await lab.open(`?panel=push&segment=${segment?.segmentId}`, { size: SMALL });
  const panel = page.getByRole('tabpanel', { name: 'Push' });
  await panel.getByText('Mina Okafor refuses marketing material, and would get it all the same.').waitFor();
  await panel.getByRole('switch', { name: /Leave out/ }).check();
  await panel.getByText('Left out: Mina Okafor, who refuses marketing material.').waitFor();
  const title = panel.getByRole('textbox', { name: 'Title', exact: true });
  await title.fill('For all of you');
  await page.reload();
  expect(await title.inputValue()).toBe('For all of you');
  await panel.getByText('Left out: Mina Okafor, who refuses marketing material.').waitFor();
  await panel.getByRole('button', { name: 'Send push' }).click();
  await panel.getByText(/reached 1 of 2 people\. 1 was left out/).waitFor();
  const result = panel.getByRole('region', { name: 'Result' });
  await result.getByText('The step skipped them: no device is registered for them in this app.').waitFor();
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('radio', { name: 'One contact' }).check();
  await panel.getByRole('combobox', { name: 'Contact' }).waitFor();
  for (const name of ['Ada Brandt', 'Jonas Weber'])
    await result.getByRole('button', { name: `Show the trace of ${name}` }).waitFor();
  expect(await control.interactions({ personId: jonas })).toMatchObject({ rows: [{ reason: 'no-device' }] });
  expect(await control.interactions({ personId: MINA })).toMatchObject({ rows: [] });
});

it('a segment that is gone is nobody, whoever could be reached, and no mistake', async () => {
  await registered();
  const page = await lab.open('?panel=push&segment=gone');
  const panel = page.getByRole('tabpanel', { name: 'Push' });
  await panel.getByText('Nobody is in it.').waitFor();
  const segment = panel.getByRole('combobox', { name: 'Segment' });
  expect(await segment.locator('option:checked').textContent()).toBe('Deleted segment');
  for (const name of ['Send push', 'Send test'])
    await panel.getByRole('button', { name }).and(page.locator('[aria-disabled=true]')).waitFor();
  expect(await page.getByText('segment-unknown').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('radio', { name: 'One contact' }).check();
  await panel.getByText(/^Reached: /).waitFor();
});

it('who was suggested stays so as long as they are there, whoever could be reached meanwhile', async () => {
  const { control } = lab.sandbox;
  const phone = await registered();
  await control.removePerson(ADA);
  const { id } = await control.createPhone('android-14');
  await control.setNotifications(id, true);
  const page = await lab.open('?panel=push');
  const panel = page.getByRole('tabpanel', { name: 'Push' });
  const contact = panel.getByRole('combobox', { name: 'Contact' });
  // Nobody can be reached yet: whoever is the first to be is who it is for.
  await expect.poll(() => contact.inputValue()).toBe('Jonas Weber');
  await control.registerDevice(phone.id, MINA);
  await expect.poll(() => contact.inputValue()).toBe('Mina Okafor');
  const title = panel.getByRole('textbox', { name: 'Title', exact: true });
  await title.fill('For Mina');
  // Jonas comes before her.
  await control.registerDevice(id, JONAS);
  await contact.click();
  await page.getByRole('option', { name: 'Jonas Weber (1 device)' }).waitFor();
  await contact.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await contact.inputValue()).toBe('Mina Okafor');
  await panel.getByText('Reached: Mina Okafor (1 device).').waitFor();
  await panel.getByRole('button', { name: 'Send push' }).click();
  await expect.poll(() => phone.view().tray[0]?.title).toBe('For Mina');
  await control.removePerson(MINA);
  await control.registerDevice(id, JONAS);
  await expect.poll(() => contact.inputValue()).toBe('Jonas Weber');
});
