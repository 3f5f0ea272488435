import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { holdBack } from '../testing/hold.ts';
import { MEDIUM, prepareLab, SMALL, violations } from '../testing/lab-page.ts';

const lab = prepareLab();

/** A push that iPhone and Android get, and its trace. */
let pushed: { traceId: string; token: string };
beforeAll(async () => {
  const { sandbox } = lab;
  const person = await sandbox.person();
  const phone = await sandbox.phone('iphone');
  const asked = phone.page.call('promptNotificationPermission');
  await phone.answer('allow');
  await asked;
  await sandbox.register({ phone, userId: person.userId });
  const { traceId } = await sandbox.journey.send({ to: person.userId, title: 'Your order' });
  await phone.shows('Your order');
  pushed = { traceId, token: (await phone.view()).token };
});

const record = (count: number, summary: string) => {
  for (let one = 0; one < count; one += 1)
    lab.sandbox.timeline.record({
      ...{
        traceId: randomUUID().replaceAll('-', ''),
        hop: 'lab',
        kind: 'some.kind',
        summary: `${summary} ${one}`,
      },
    });
};
/** Calls without an answer, by their names. */
const call = (count: number, name: string): ReadonlyMap<string, string> => {
  const traceIds = Array.from({ length: count }, () => randomUUID().replaceAll('-', ''));
  return new Map(
    traceIds.map((traceId, at) => {
      const command = `${name} ${at}`;
      const part = { hop: 'page', kind: 'page.call', summary: command } as const;
      lab.sandbox.timeline.record({ traceId, ...part, detail: { command } });
      return [command, traceId];
    }),
  );
};
const answer = (traceId = '') =>
  lab.sandbox.timeline.record({ traceId, hop: 'page', kind: 'page.answer', summary: 'Answered' });
/** How many traces are listed with this one, and how far down the list's sight it stands: at one moment. */
const standing = (row: Locator) =>
  row.evaluateAll(([one]) => {
    const list = one?.closest('[role=listbox]');
    if (!one || !list) return undefined;
    const y = one.getBoundingClientRect().y - list.getBoundingClientRect().y;
    return { among: Number(one.ariaSetSize), y };
  });
/** A list that is still searched is shown as far as it has come. */
const isAmong = (row: Locator, among: number) => expect.poll(() => standing(row)).toMatchObject({ among });
const parse = (line: string) => JSON.parse(line);
const requestAt = (page: Page, way: string) => page.locator('details.exchange', { hasText: way });
const saved = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Export trace' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
};

describe('the requests of a trace', () => {
  it('are read as they went over the wire, without a secret, and copied as a command', async () => {
    const page = await lab.open(`?panel=timeline&trace=${pushed.traceId}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('tab', { name: 'Requests' }).click();
    await page.waitForURL(/view=requests/);
    const request = requestAt(page, 'Dynamics → APNs');
    await request.locator('summary').click();
    await request.getByText('$PROVIDER_TOKEN').waitFor();
    await request.getByText('"title": "Your order"').waitFor();
    expect(await page.content()).not.toContain(pushed.token);
    expect(await violations(page)).toEqual([]);
    await request.getByRole('button', { name: 'Copy as cURL' }).click();
    await request.getByText('Copied').waitFor({ state: 'attached' });
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain('/3/device/\'"$DEVICE_TOKEN"');
    expect(command).toContain('--http2');
    await page.getByRole('button', { name: 'Copy link to this trace' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(new RegExp(`\\?panel=timeline&trace=${pushed.traceId}$`));
  });

  it('and events are saved as files, for people and for tools', async () => {
    const page = await lab.open(`?panel=timeline&trace=${pushed.traceId}`);
    const events = () => saved(page, 'Events (NDJSON)');
    expect((await events()).name).toMatch(/^trace-\w{8}\.ndjson$/);
    const told = async () => (await events()).text.trimEnd().split('\n').map(parse);
    // A trace may come in parts.
    await expect.poll(told).toEqual(lab.sandbox.timeline.list({ traceId: pushed.traceId }));
    const har = await saved(page, 'Requests (HAR)');
    expect(JSON.parse(har.text).log.entries).toMatchObject([{ response: { status: 200 }, _to: 'apns' }]);
    const both = await saved(page, 'Both (JSON)');
    expect(Object.keys(JSON.parse(both.text))).toEqual(['traceId', 'events', 'exchanges']);
    for (const { text } of [har, both]) expect(text).not.toContain(pushed.token);
  });

  it.each([
    ['medium and dark', { size: MEDIUM, scheme: 'dark' }],
    ['small and light', { size: SMALL, scheme: 'light' }],
  ] as const)('read well on a screen that is %s', async (_, look) => {
    const page = await lab.open(`?panel=timeline&trace=${pushed.traceId}&view=requests`, look);
    const request = requestAt(page, 'Dynamics → APNs');
    await request.locator('summary').click();
    await request.getByText('Answer', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    const box = await page.locator('.trace-detail').evaluate((one) => [one.scrollWidth, one.clientWidth]);
    expect(box[0]).toBe(box[1]);
  });
});

describe('the list', () => {
  it('stays where it is while new traces come in, and is taken up again after a trace, by keyboard too', async () => {
    record(120, 'Earlier');
    const page = await lab.open('?panel=timeline');
    const list = page.getByRole('listbox', { name: 'Traces, newest first' });
    // The newest comes last.
    await list.getByRole('option', { name: /^Earlier 119/ }).waitFor();
    await list.evaluate((box) => box.scrollTo(0, 1800));
    const row = list.getByRole('option', { name: /^Earlier 88/ });
    const top = (await row.boundingBox())?.y;
    record(40, 'Later');
    // The list itself has them: the number above it is ahead of it.
    await expect.poll(async () => Number(await row.getAttribute('aria-setsize'))).toBeGreaterThan(160);
    await expect.poll(async () => (await row.boundingBox())?.y).toBe(top);
    await row.click();
    await page.getByRole('heading', { name: /^Earlier 88/ }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('All traces');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await row.boundingBox())?.y).toBe(top);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Earlier 87/ }).waitFor();
  });

  it('is as it was left, though new traces came in while one was read', async () => {
    record(120, 'Before');
    const page = await lab.open('?panel=timeline');
    const list = page.getByRole('listbox', { name: 'Traces, newest first' });
    await list.getByRole('option', { name: /^Before 119/ }).waitFor();
    await list.evaluate((box) => box.scrollTo(0, 1800));
    const row = list.getByRole('option', { name: /^Before 88/ });
    const top = (await row.boundingBox())?.y;
    await row.click();
    await page.getByRole('heading', { name: /^Before 88/ }).waitFor();
    record(40, 'Meanwhile');
    const read = lab.sandbox.timeline.list({}).find(({ summary }) => summary === 'Before 88');
    const last = { hop: 'lab', kind: 'some.kind', summary: 'After them' } as const;
    lab.sandbox.timeline.record({ ...last, traceId: read?.traceId ?? '' });
    await page.getByText('After them').waitFor();
    await page.getByRole('button', { name: 'All traces' }).click();
    await expect.poll(async () => (await row.boundingBox())?.y).toBe(top);
  });

  it('is as it was left when another tab was in front, though new traces came in meanwhile', async () => {
    record(120, 'Aside');
    const page = await lab.open('?panel=timeline&q=aside');
    await page.getByRole('button', { name: 'Hide the phones' }).click();
    const list = page.getByRole('listbox', { name: 'Traces, newest first' });
    // A trace is read beside it.
    await page.locator('.timeline[data-split]').waitFor();
    await isAmong(list.getByRole('option', { name: /^Aside 119/ }), 120);
    await list.evaluate((box) => box.scrollTo(0, 1800));
    const row = list.getByRole('option', { name: /^Aside 88/ });
    await row.click();
    await page.getByRole('heading', { name: /^Aside 88/ }).waitFor();
    const before = await standing(row);
    await page.getByRole('tab', { name: 'Push' }).click();
    await list.waitFor({ state: 'hidden' });
    record(40, 'Aside, and unseen');
    // The list has them all, at 60 pixels each.
    await expect.poll(() => page.locator('.trace-list > div').getAttribute('style')).toContain('9600px');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await expect.poll(() => standing(row)).toEqual({ ...before, among: 160 });
  });

  it('stays where it is while traces above leave it, the newest and the first in view among them', async () => {
    const calls = call(60, 'Held');
    const page = await lab.open('?panel=timeline&q=held&state=waiting');
    const row = page.getByRole('option', { name: /^Held 36/ });
    await isAmong(page.getByRole('option', { name: /^Held 59/ }), 60);
    await page.getByRole('listbox').evaluate((box) => box.scrollTo(0, 1210));
    await row.waitFor();
    const before = await standing(row);
    for (const name of ['Held 59', 'Held 50', 'Held 45', 'Held 39']) answer(calls.get(name));
    await expect.poll(() => standing(row)).toEqual({ ...before, among: 56 });
  });

  it('stays where it is while traces come in above that are not the newest', async () => {
    const calls = [...call(60, 'Ripe').values()];
    const stop = (traceId = '') =>
      lab.sandbox.timeline.record({
        ...{ traceId, hop: 'gateway', kind: 'request', summary: 'Refused', outcome: 'failed' },
      });
    for (const [at, traceId] of calls.entries()) if (at % 2 === 0) stop(traceId);
    const page = await lab.open('?panel=timeline&q=ripe&state=stopped');
    const row = page.getByRole('option', { name: /^Ripe 34/ });
    await isAmong(page.getByRole('option', { name: /^Ripe 58/ }), 30);
    await page.getByRole('listbox').evaluate((box) => box.scrollTo(0, 610));
    await row.waitFor();
    const before = await standing(row);
    for (const at of [57, 51]) stop(calls[at]);
    await expect.poll(() => standing(row)).toEqual({ ...before, among: 32 });
  });

  it('is gone through by keyboard from where a trace was that has left it', async () => {
    const calls = call(5, 'Kept');
    const page = await lab.open('?panel=timeline&q=kept&state=waiting');
    const list = page.getByRole('listbox');
    const last = list.getByRole('option', { name: /^Kept 0/ });
    await isAmong(last, 5);
    await list.focus();
    for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await list.locator('[data-active]', { hasText: 'Kept 2' }).waitFor();
    answer(calls.get('Kept 2'));
    await isAmong(last, 4);
    // What is not listed is not opened.
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: /^Kept 1/ }).waitFor();
    answer(calls.get('Kept 1'));
    await page.getByText('Answered').first().waitFor();
    await page.getByRole('button', { name: 'All traces' }).press('Enter');
    await isAmong(last, 3);
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: /^Kept 0/ }).waitFor();
  });

  it('has all of a long past, which comes page by page', async () => {
    record(5_000, 'Past');
    const page = await lab.open('?panel=timeline');
    await page.getByText(/5,\d{3} traces$|of 5,\d{3} traces/).waitFor();
  });
});

it('nothing is called unknown, nor absent, before the past has been read', async () => {
  record(2_000, 'Since then');
  const page = await lab.open(`?panel=timeline&trace=${pushed.traceId}&q=order`);
  const answer = await holdBack(page, /\/api\/timeline\?/);
  await page.reload();
  await page.getByText('Looking for it …').waitFor();
  await page.getByRole('button', { name: 'All traces' }).click();
  await page.getByText('Searching', { exact: true }).waitFor();
  await page.goto(`${page.url()}&trace=${pushed.traceId}`);
  await page.getByText('Looking for it …').waitFor();
  answer();
  await page.getByRole('heading', { name: /^Push “Your order”/ }).waitFor();
  const unknown = await lab.open('?panel=timeline&trace=unknown');
  await unknown.getByText(/^This sandbox does not know the chosen trace/).waitFor();
});

describe('the phones', () => {
  it('lead to what has happened on them, and to their registration', async () => {
    const page = await lab.open('?panel=push');
    const [phone] = lab.sandbox.phones.all().slice(-1);
    const { id, name } = phone?.view() ?? { id: '', name: '' };
    await page
      .getByRole('button', { name: `Facts about ${name}` })
      .last()
      .click();
    await page.getByRole('button', { name: 'Show its timeline' }).click();
    await page.waitForURL((url) => url.searchParams.get('phone') === id);
    await page.getByRole('searchbox', { name: 'Search the timeline' }).fill('your order');
    await page.getByRole('option', { name: /^Push “Your order”/ }).waitFor();
  });

  it('can be taken out of the filter when they are gone', async () => {
    record(1, 'Unphoned');
    const page = await lab.open('?panel=timeline&phone=gone&q=unphoned');
    const choice = page.getByRole('combobox', { name: 'Phone', exact: true });
    const shown = () =>
      choice.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent);
    await expect.poll(shown).toBe('A phone that is gone');
    await choice.selectOption({ label: 'All phones' });
    await page.getByRole('option', { name: /^Unphoned/ }).waitFor();
    expect(await shown()).toBe('All phones');
    expect(await choice.getByText('A phone that is gone').count()).toBe(0);
  });

  it('make room and come back with their pages alive', async () => {
    const page = await lab.open('?panel=timeline');
    const frame = page.frameLocator('iframe').first();
    // Until then it holds an empty document, which is not kept.
    await frame.getByText('In the app').waitFor();
    await frame
      .locator('body')
      .evaluate((body) => Object.assign(body.ownerDocument.defaultView ?? {}, { alive: 'yes' }));
    await page.getByRole('button', { name: 'Hide the phones' }).click();
    await page.locator('iframe').first().waitFor({ state: 'hidden' });
    // The button's tooltip is no part of the page.
    await page.mouse.move(700, 700);
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show the phones' }).click();
    await page.locator('iframe').first().waitFor({ state: 'visible' });
    expect(
      await frame
        .locator('body')
        .evaluate(
          (body) =>
            Object.entries(body.ownerDocument.defaultView ?? {}).find(([name]) => name === 'alive')?.[1],
        ),
    ).toBe('yes');
  });
});
