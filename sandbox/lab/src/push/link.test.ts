import { expect, it } from 'vitest';
import { resolveLink } from './link.ts';

const site = 'http://app.push.localhost:4400/start';

it.each([
  ['/orders/42', 'http://app.push.localhost:4400/orders/42'],
  [' https://other.example/x ', 'https://other.example/x'],
  ['shop://order/42', 'shop://order/42'],
  ['orders/42', undefined],
  ['http://', undefined],
])('the link %j becomes %j', (text, link) => {
  expect(resolveLink(text, site)).toBe(link);
});
