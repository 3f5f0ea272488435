import { expect, it, vi } from 'vitest';
import type { Phone, Profile } from '../control/wire.ts';
import { phonesOf } from './phones.ts';

const phone = (profile: string, byTest = false) => ({ id: profile, profile, page: { byTest } }) as Phone;
const control = () => ({
  phones: async () => [phone('iphone'), phone('android-14')],
  profiles: async () => ['iphone', 'android-14', 'ios-17'].map((id) => ({ id }) as Profile),
  createPhone: vi.fn(async (profile: string) => phone(profile)),
});

it('checks all phones that are there, or those of the profiles', async () => {
  expect(await phonesOf(control(), undefined)).toEqual([phone('iphone'), phone('android-14')]);
  expect(await phonesOf(control(), ['android-14'])).toEqual([phone('android-14')]);
});

it('never takes by itself a phone whose page is a test’s', async () => {
  const sandbox = { ...control(), phones: async () => [phone('iphone', true), phone('android-14')] };
  expect(await phonesOf(sandbox, undefined)).toEqual([phone('android-14')]);
  expect(await phonesOf(sandbox, ['iphone'])).toEqual([phone('iphone')]);
  expect(sandbox.createPhone.mock.calls).toEqual([['iphone']]);
});

it('creates a phone of a profile of which there is none', async () => {
  const sandbox = control();
  expect(await phonesOf(sandbox, ['iphone', 'ios-17'])).toEqual([phone('iphone'), phone('ios-17')]);
  expect(sandbox.createPhone.mock.calls).toEqual([['ios-17']]);
});

it('refuses a profile that nobody knows, and names those that there are', async () => {
  const sandbox = control();
  await expect(phonesOf(sandbox, ['ios-17', 'nokia'])).rejects.toMatchObject({
    code: 'profile-unknown',
    message: expect.stringContaining('"nokia" is none of iphone, android-14, ios-17'),
  });
  expect(sandbox.createPhone).not.toHaveBeenCalled();
});
