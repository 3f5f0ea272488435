import { expect, test } from 'vitest';
import { createUserResolver } from './resolve.ts';

const ANNA = '11111111-1111-4111-8111-111111111111';
const resolve = createUserResolver({ table: { 'abc123-user-uuid': ANNA } });

test.each([ANNA, ANNA.replaceAll('-', ''), ANNA.toUpperCase()])(
  'a GUID is sent as it is: %s',
  async (userId) => {
    expect(await resolve(userId)).toEqual({ dynamicsUserId: userId });
  },
);

test('another id needs a rule', async () => {
  expect(await resolve('abc123-user-uuid')).toEqual({ dynamicsUserId: ANNA });
  expect(await resolve('toString')).toEqual({ problem: 'user-id-unmapped' });
});
