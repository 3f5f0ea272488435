import { matchers } from '@journeys-push/sandbox/matchers';
import { order } from './order.mjs';

// Vitest's, or Jest's.
const { expect, test } = globalThis;
expect.extend(matchers);

const pushIsOneTapAway = () =>
  order(async (phone) => {
    await expect(phone).toShowNotification('Your order');
    await expect(expect(phone).not.toShowNotification('Your order')).rejects.toThrow('it has shown it');
  });

test('a push is one tap away from its page', pushIsOneTapAway, 60_000);
