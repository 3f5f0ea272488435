import { expect, it } from 'vitest';
import type { MobileDevice } from '../../../../src/control/channel-wire.ts';
import type { Contact, Phone } from '../../../../src/control/wire.ts';
import { nameOf, phoneOf, search } from './find.ts';

const row = (more: Partial<MobileDevice>): MobileDevice => ({
  ...{ userId: 'AB-12', platform: 'ios', token: '…12345678', result: 'Success', requestId: 'r1' },
  ...{ registeredAt: 1, ...more },
});

it('finds the person whichever way the id is written', () => {
  const contacts = [{ contactId: 'ab12', fullName: 'Ada', userIds: [], devices: 0 }] satisfies Contact[];
  expect(nameOf(row({}), contacts)).toBe('Ada');
});

it('finds the phone by its present token and by one that it had', () => {
  const phone = { platform: 'ios', token: 'x'.repeat(8), tokens: [{ ending: '12345678' }] } as Partial<Phone>;
  expect(phoneOf(row({}), [phone as Phone])).toBe(phone);
  expect(phoneOf(row({ platform: 'android' }), [phone as Phone])).toBeUndefined();
});

it('searches all that a row says, newest first', () => {
  const rows = [row({ requestId: 'old' }), row({ requestId: 'new', registeredAt: 2, result: 'Failed' })];
  expect(search(rows, '', () => 'Ada').map(({ requestId }) => requestId)).toEqual(['new', 'old']);
  expect(search(rows, 'ADA fail', () => 'Ada')).toEqual([rows[1]]);
});
