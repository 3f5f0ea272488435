import { UserId } from '@journeys-push/contract/shell-gateway';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUserId } from './user-id.ts';

const characters = fc.constantFrom(...'abcXYZ019-', '_', ' ', '\n', 'é', '.');
const texts = fc.string({ unit: characters, maxLength: 130 });

test('a user id is one to the shell exactly when it is one to the gateway', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.anything()), (value) => {
      expect(isUserId(value)).toBe(UserId.safeParse(value).success);
    }),
  );
});

test.each(['abc123-user-uuid', 'x'.repeat(128)])('%s is one', (id) => {
  expect(isUserId(id)).toBe(true);
});

test.each(['', 'x'.repeat(129), 'abc\n', 'a b'])('%j is none', (id) => {
  expect(isUserId(id)).toBe(false);
});
