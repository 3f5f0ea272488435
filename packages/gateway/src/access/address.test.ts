import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { Limits, networks } from './config.ts';

const proxies = networks(['10.0.0.0/8', '2001:db8:ffff::/48', '127.0.0.1']);

test.each([
  ['without a proxy the socket says it', '192.0.2.7', undefined, '192.0.2.7'],
  ['what a stranger claims decides nothing', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['a trusted proxy is believed', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  [
    'only its own word, not what the caller wrote before',
    '10.1.2.3',
    '203.0.113.9, 198.51.100.1',
    '198.51.100.1',
  ],
  ['a chain of trusted proxies is walked', '10.1.2.3', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['over IPv6, too', '2001:db8:ffff::1', '198.51.100.1', '198.51.100.1'],
  ['IPv4 inside IPv6 is IPv4', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ['a port is no part of it', '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
  ['nor are brackets', '10.1.2.3', '[2001:db8:1:2:3::4]:4711', '2001:db8:1:2::/64'],
  ['an IPv6 subscriber has a /64', '2001:db8::1:2:3:4', undefined, '2001:db8:0:0::/64'],
  ['a private address is nobody', '192.168.1.1', '198.51.100.1', undefined],
  ['nor is a proxy that says nothing', '10.1.2.3', undefined, undefined],
  ['nor is nonsense', '10.1.2.3', 'unknown', undefined],
  ['nor no connection at all', undefined, '198.51.100.1', undefined],
])('%s', (_title, peer, forwardedFor, address) => {
  expect(addressOf(peer, forwardedFor, proxies)).toBe(address);
});

test('whatever a header says, the answer is an address or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (header) => {
      expect(addressOf('10.1.2.3', header, proxies) ?? '0:0:0:0::/64').toMatch(/^[0-9a-f.:]+(\/64)?$/);
    }),
  );
});

test('one address of a /64 stands for all, however it is written', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const url = new URL(`http://[${text}]/`).hostname.slice(1, -1);
      expect(addressOf(text, undefined, networks([]))).toBe(addressOf(url, undefined, networks([])));
    }),
  );
});

test('trusted proxies are addresses and networks', () => {
  const trustedProxies = ['10.0.0.0/8', '::1', '192.0.2.7'];
  expect(Limits.parse({ trustedProxies })).toMatchObject({ trustedProxies, key: false });
  for (const wrong of ['10.0.0.0/33', 'proxy.example.com', '10.0.0.0/8/8', '::/129', '10.0.0.0/'])
    expect(Limits.safeParse({ trustedProxies: [wrong] }).success).toBe(false);
});
