import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { holdBack } from '../testing/hold.ts';
import { loaded, prepareLab, SMALL, violations } from '../testing/lab-page.ts';
import { isUnderWay } from './words.ts';

// What a push or a registration meets on its way takes the whole way.
const lab = prepareLab({ gateway: true });
const PATIENCE = { timeout: 120_000 };

it('runs items live on the phones of the wall, and shows what each verdict was judged by', async () => {
  const page = await lab.open('?panel=tests');
  await page.getByRole('button', { name: 'Run item 16', exact: true }).click();
  await page.getByText('All 2 items passed in', { exact: false }).first().waitFor(PATIENCE);
  expect(page.url()).toMatch(/[?&]run=\w+/);
  await page.getByRole('button', { name: /^Item 16 on iPhone 17: Passed/ }).click();
  const evidence = page.getByRole('list', { name: 'What was seen' });
  await evidence.getByText('median.msdynamics.registrationInfo()').waitFor();
  expect(await evidence.textContent()).toContain('"platform": "ios"');
  expect(await violations(page)).toEqual([]);

  // The same link shows somebody else the same.
  const link = new URL(page.url()).search;
  const other = await lab.open(link, { size: SMALL, scheme: 'dark' });
  await other.getByRole('heading', { name: /^16\. / }).waitFor();
  expect(await violations(other)).toEqual([]);

  const download = other.waitForEvent('download');
  await other.getByRole('button', { name: 'Report' }).click();
  await other.getByRole('menuitem', { name: /JUnit XML/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^push-check-\w+\.xml$/);
});

it('says of a failure where it stopped, why and whose matter that is, and leads there', async () => {
  const { control } = lab.sandbox;
  await control.plantFault({ twin: 'apns', effect: { kind: 'refuse', reason: 'TopicDisallowed' } });
  const page = await lab.open('?panel=tests');
  await page.getByRole('button', { name: 'On 2 phones' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Pixel 8/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run item 11', exact: true }).click();
  await page.getByRole('button', { name: /^Item 11 on iPhone 17: Failed/ }).click(PATIENCE);
  const problem = page.locator('.problem');
  await problem.getByText('Pushes to this topic are not allowed.').waitFor();
  expect(await problem.textContent()).toMatch(/Stopped atAPNs TopicDisallowed.*Whose matter\w/);
  expect(await violations(page)).toEqual([]);
  await problem.getByRole('button', { name: 'Show where it stopped' }).click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
  await control.clearFaults();
});

it('is for no more phones than the wall holds', async () => {
  const page = await lab.open('?panel=tests');
  await page.getByRole('button', { name: 'On 2 phones' }).click();
  const others = page.getByRole('menuitemcheckbox', { checked: false });
  for (let chosen = 2; chosen < 6; chosen += 1) await others.first().click();
  await page.getByText('6 phones at a time: the wall holds no more.').waitFor();
  expect(await others.first().getAttribute('aria-disabled')).toBe('true');
  await page
    .getByRole('menuitemcheckbox', { name: /^Pixel 8/ })
    .first()
    .click();
  await expect.poll(() => others.first().getAttribute('aria-disabled')).not.toBe('true');
});

it('a phone that is made for a run is made once, and stays chosen after it', async () => {
  const { control } = lab.sandbox;
  await expect.poll(async () => (await control.checks()).filter(isUnderWay), PATIENCE).toEqual([]);
  const page = await lab.open('?panel=tests&phones=iphone,android-14');
  await page.getByRole('button', { name: 'On 2 phones' }).click();
  for (const name of [/^Pixel 8/, /^Pixel 10/]) await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
  const chosen = page.getByRole('button', { name: 'On 2 phones' });
  await page.getByRole('columnheader', { name: /Pixel 10/ }).waitFor();
  const [run16, runAll] = ['Run item 16', 'Run all items'].map((name) =>
    page.getByRole('button', { name, exact: true }),
  );
  await run16?.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await page.getByText('All 2 items passed in', { exact: false }).first().waitFor(PATIENCE);
  await chosen.waitFor();
  await expect.poll(() => runAll?.getAttribute('aria-disabled')).not.toBe('true');
  const made = (await control.phones()).filter(({ profile }) => profile === 'android-16');
  expect(made).toHaveLength(1);
  await page.close();
  for (const { id } of made) await control.removePhone(id);
});

it('follows the run that is under way, whichever is shown, and keeps it shown when it ends', async () => {
  const { control } = lab.sandbox;
  const [earlier = expect.fail('no run')] = await control.checks();
  // Nothing shows this phone, so that its check waits for a page.
  const { id } = await control.createPhone('android-12');
  const page = await lab.open(`?panel=tests&phones=iphone&run=${earlier.id}`);
  const begun = await control.startCheck({ phones: [id], only: [16] });
  await page.reload();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(async () => (await control.checkRun(begun.id)).status).toBe('stopped');
  const runAll = page.getByRole('button', { name: 'Run all items', exact: true });
  await expect.poll(() => runAll.getAttribute('aria-disabled')).not.toBe('true');
  expect(new URL(page.url()).searchParams.get('run')).toBe(earlier.id);

  // Its phone goes away: the check lets go of it at once.
  await control.removePhone(id);
  const next = () => control.startCheck({ phones: ['p2'], only: [16] }).catch(() => undefined);
  let last: Awaited<ReturnType<typeof next>>;
  const goesOn = async () => {
    last = await next();
    return last;
  };
  await expect.poll(goesOn, PATIENCE).toBeDefined();
  // It may have ended before the lab has asked what is under way.
  await page.goto(`${lab.sandbox.connection().lab}?panel=tests&phones=android-14&run=${last?.id}`);
  await page.getByText('The one item passed in', { exact: false }).first().waitFor(PATIENCE);
});

it('follows a check that somebody else begins, to its end', async () => {
  const page = await lab.open('?panel=tests&phones=iphone');
  await page.getByRole('button', { name: 'On iPhone 17', exact: true }).waitFor();
  // It waits until something shows the phone.
  const begun = await lab.sandbox.control.startCheck({ phones: ['p2'], only: [16] });
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await page.getByRole('button', { name: '1 more phone' }).click();
  await page.getByRole('menuitem', { name: /^Pixel 8/ }).click();
  await page.getByText('The one item passed in', { exact: false }).first().waitFor(PATIENCE);
  expect(new URL(page.url()).searchParams.get('run')).toBe(begun.id);
});

it('runs nothing before it is known which phones are on the wall', async () => {
  const page = await lab.open('?panel=tests&phones=android-14');
  const chosen = page.getByRole('button', { name: 'On Pixel 8', exact: true });
  await chosen.waitFor();
  const answer = await holdBack(page, '**/api/profiles');
  await page.reload();
  await page.getByRole('button', { name: 'No phone chosen' }).waitFor();
  for (const name of ['Run all items', 'Run item 16'])
    await page.getByRole('button', { name, exact: true }).and(page.locator('[aria-disabled=true]')).waitFor();
  answer();
  await chosen.waitFor();
});

it('offers the page of the site that is in the phones now', async () => {
  const shop = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>');
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  const page = await lab.open('?panel=tests&phones=iphone');
  await page.getByRole('combobox', { name: 'Page' }).waitFor();
  await loaded(page, 'p1.push.localhost');
  const { port } = shop.address() as AddressInfo;
  await lab.sandbox.control.showSite({ url: `http://localhost:${port}/` });
  await page.getByLabel('Test pushes lead to').waitFor();
  expect(await page.getByRole('combobox', { name: 'Page' }).count()).toBe(0);
  await loaded(page, `http-${port}.localhost.p1.push.localhost`);
  await lab.sandbox.control.showSite({ url: null });
  await page.getByRole('combobox', { name: 'Page' }).waitFor();
  await loaded(page, 'p1.push.localhost');
  shop.closeAllConnections();
  shop.close();
});

it('tells a scenario step by step on a phone that comes onto the wall', async () => {
  const page = await lab.open('?panel=tests&scenario=asked-once-on-iphone&profiles=ios-15');
  const heading = page.getByRole('heading', { name: /^An iPhone asks once/ });
  const answer = await holdBack(page, '**/api/scenarios/runs');
  await page.reload();
  await heading.waitFor();
  const notYet = page.getByText('Not run yet.', { exact: false });
  expect(await notYet.count()).toBe(0);
  answer();
  await notYet.waitFor();
  expect(await lab.sandbox.control.scenarioRuns()).toEqual([]);
  await page.getByRole('checkbox', { name: 'Slowly, to watch' }).uncheck();
  await page.getByRole('checkbox', { name: 'Keep its phones afterwards' }).check();
  await page.getByRole('button', { name: 'Run on ios-15' }).dblclick();
  await page.getByText('Passed in', { exact: false }).waitFor(PATIENCE);
  expect(await lab.sandbox.control.scenarioRuns()).toHaveLength(1);
  const phone = page.locator('article.phone', { hasText: 'Anna’s phone' });
  // The scenario is its page: the lab shows where that is, and loads no page of its own into the phone.
  await phone.getByRole('region', { name: 'Page of Anna’s phone' }).getByText('/', { exact: true }).waitFor();
  expect(await phone.locator('iframe').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.locator('.told-step button').first().click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'All scenarios' }).click();
  await page.getByRole('searchbox', { name: 'Search the scenarios' }).fill('asked-once');
  await page.getByText('1 of 34 scenarios · 1 passed').waitFor();
  expect(await violations(page)).toEqual([]);
  // What somebody else has told is counted, too.
  await lab.sandbox.control.runScenarios({ scenarios: ['quiet-at-first'], profiles: ['iphone'] });
  await page.getByText('1 of 34 scenarios · 2 passed').waitFor(PATIENCE);

  // Those that run are told to their end.
  await page.getByRole('searchbox', { name: 'Search the scenarios' }).fill('permission');
  await page.route('**/api/scenarios/runs', (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.fallback();
    // So slowly that some still wait when they are stopped.
    return route.fallback({ postData: { ...request.postDataJSON(), pauseMs: 1_000 } });
  });
  const run = page.getByRole('button', { name: /^Run these/ });
  await run.click();
  await page.getByRole('button', { name: 'Stop those that wait' }).click();
  await run.waitFor();
  const statuses = async () => (await lab.sandbox.control.scenarioRuns()).map(({ status }) => status);
  expect(await statuses()).toContain('stopped');
  await expect.poll(statuses, PATIENCE).not.toEqual(expect.arrayContaining(['running']));
  await expect.poll(() => run.getAttribute('aria-disabled')).not.toBe('true');
});
