import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loaded, prepareLab, SMALL, violations } from '../testing/lab-page.ts';

const shop = createServer((asked, answer) => {
  if (asked.url === '/data') return answer.setHeader('content-type', 'application/json').end('{}');
  answer.setHeader('content-type', 'text/html');
  answer.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Our shop</title><h1>Our shop</h1>',
  );
});
let own: string;
beforeAll(async () => {
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  own = `http://localhost:${(shop.address() as AddressInfo).port}/`;
});
afterAll(() => void shop.close());

const lab = prepareLab({ phones: ['android-12'] });

it('a site that is typed is tried, shown in the phones, and told to every lab', async () => {
  const page = await lab.open();
  const other = await page.context().browser()?.newPage();
  await other?.goto(lab.sandbox.connection().lab);
  await page.getByRole('button', { name: 'Site in the phones: built-in page' }).click();
  const dialog = page.getByRole('dialog', { name: 'Site in the phones' });
  const address = dialog.getByLabel('Address of your site');
  await expect.poll(() => address.evaluate((it) => it === document.activeElement)).toBe(true);
  await address.fill('ftp://shop');
  await dialog.getByText('must begin with http:// or https://').waitFor();
  await address.fill('localhost:1');
  await dialog.getByText('Nothing answers there (ECONNREFUSED).').waitFor();
  await dialog.getByLabel('Further origins').fill('https://account.example/login');
  await dialog.getByText('without a path, it is https://account.example.').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Further origins').fill('https://account.example');
  await address.fill(`${own}data`);
  await dialog.getByText('which is not an HTML page').waitFor();
  await address.fill(own.replace('http://', ''));
  await dialog.getByText('It answers: “Our shop”').waitFor();
  await dialog.getByRole('button', { name: 'Show in the phones' }).click();
  await dialog.waitFor({ state: 'detached' });
  const name = `Site in the phones: ${own}`;
  for (const one of [page, other]) await one?.getByRole('button', { name }).waitFor();
  await page.frameLocator('iframe').getByRole('heading', { name: 'Our shop' }).waitFor();
  await page.getByText(`The phones show ${own} now.`).waitFor({ state: 'attached' });
  expect(new URL(page.url()).searchParams.get('app')).toBe(own);
  expect(lab.sandbox.world.info()).toMatchObject({ site: own, allowedOrigins: ['https://account.example'] });
  await page.getByRole('button', { name }).click();
  await page
    .getByRole('button', { name: own.slice(0, -1) })
    .getByText('Our shop')
    .waitFor();
  await page.getByRole('button', { name: 'Show the built-in page' }).click();
  await other?.getByRole('button', { name: 'Site in the phones: built-in page' }).waitFor();
  await other?.close();
});

it('an address of the lab can ask for a site, and the person decides', async () => {
  const asking = `?app=${own}`;
  const page = await lab.open(asking, { size: SMALL, scheme: 'dark' });
  const dialog = page.getByRole('dialog', { name: 'This link asks for another site' });
  await dialog.getByText('It answers: “Our shop”').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep it as it is' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('');
  expect(lab.sandbox.world.info().builtInPage).toBe(true);
  const host = () => new URL(lab.sandbox.world.phones()[0]?.view().page.url ?? '').hostname;
  await page.goto(`${lab.sandbox.connection().lab}${asking}`);
  await loaded(page, host());
  await dialog.getByRole('button', { name: 'Show in the phones' }).click();
  await expect.poll(() => lab.sandbox.world.info().site).toBe(own);
  await page.reload();
  await page.getByRole('button', { name: own }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await loaded(page, host());
  // Somebody else changes it: the address does not ask for what was.
  await lab.sandbox.control.showSite({ url: null });
  await expect.poll(() => new URL(page.url()).search).toBe('');
  await page.getByRole('button', { name: 'built-in page' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
