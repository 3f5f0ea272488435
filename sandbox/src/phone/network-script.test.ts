import { expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { makePhoneWithPage } from './testing/phone-with-page.ts';

const listens = `var heard = [];
  addEventListener('online', function () { heard.push('online ' + navigator.onLine); });
  addEventListener('offline', function () { heard.push('offline ' + navigator.onLine); });
  var atFirst = navigator.onLine;`;

it('a page knows whether its phone has a network, and hears of each change', async () => {
  const { phone, page } = makePhoneWithPage('android-14', [listens]);
  await phone.launch();
  expect(await page.evaluate('atFirst')).toBe(true);
  await phone.setOnline(false);
  await eventually(async () => expect(await page.evaluate('heard')).toEqual(['offline false']));
  await phone.setDoze(true);
  await phone.setDoze(false);
  await phone.setOnline(true);
  await eventually(async () =>
    expect(await page.evaluate('heard')).toEqual(['offline false', 'online true']),
  );
});

it('a page that is loaded without a network knows at once', async () => {
  const { phone, page } = makePhoneWithPage('iphone', [listens]);
  await phone.setOnline(false);
  await phone.launch();
  expect(await page.evaluate('[atFirst, heard]')).toEqual([false, []]);
});
