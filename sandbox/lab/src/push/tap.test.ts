import { expect, it } from 'vitest';
import { tapOf } from './tap.ts';

const site = 'http://app.push.localhost:4400/';

it.each([
  ['', 'app'],
  ['http://app.push.localhost:4400/orders/42', 'page'],
  ['https://www.example.org/terms', 'outside'],
  ['tel:+491234', 'outside'],
  ['shop://order/42', 'refused'],
  ['javascript:alert(1)', 'refused'],
  ['https://app.push.localhost@evil.example/', 'refused'],
  ['orders', undefined],
])('a tap on a push with the link %j leads to: %s', (link, to) => {
  expect(tapOf(link, site)?.to).toBe(to);
});

it('only web links can be tracked', () => {
  expect(tapOf(`${site}a`, site)?.tracked).toBe(true);
  expect(tapOf('mailto:a@example.org', site)?.tracked).toBe(false);
});
