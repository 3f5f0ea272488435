import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesHost, parseUrl } from './url.ts';

test('a plain web URL is read as a browser reads it', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      const url = new URL(text);
      expect(parseUrl(text)).toEqual({
        scheme: url.protocol.slice(0, -1),
        host: url.hostname,
        origin: url.origin,
      });
    }),
  );
});

test('what it reads of any text is what a browser reads, or nothing', () => {
  const odd = fc.stringMatching(/^https?:[/\\]{0,3}[a-zA-Z0-9.@%:\\/?#_ [\]\t-]{1,24}$/);
  fc.assert(
    fc.property(odd, (text) => {
      const read = parseUrl(text);
      if (!read?.host || !URL.canParse(text)) return;
      // Browsers also turn numbers into addresses; a host that ends in one is never one of an app.
      if (/^\d|\.\d/.test(read.host)) return;
      expect(read.host).toBe(new URL(text).hostname);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['HTTPS://Shop.Example/A', { scheme: 'https', host: 'shop.example', origin: 'https://shop.example' }],
  ['https://shop.example:443', { scheme: 'https', host: 'shop.example', origin: 'https://shop.example' }],
  ['http://localhost:0080/', { scheme: 'http', host: 'localhost', origin: 'http://localhost' }],
  ['http://[::1]:5173/x', { scheme: 'http', host: '[::1]', origin: 'http://[::1]:5173' }],
  ['https://bücher.example/', { scheme: 'https', host: 'bücher.example', origin: 'https://bücher.example' }],
  ['tel:+49', { scheme: 'tel' }],
  ['javascript:alert(1)', { scheme: 'javascript' }],
])('%s is read', (text, expected) => {
  expect(parseUrl(text)).toEqual(expected);
});

describe('what a browser would have to repair is no URL', () => {
  test.each([
    'https://shop.example@evil.example/',
    'https://a:b@shop.example/',
    'https:\\\\shop.example',
    'https:/shop.example',
    'https:shop.example',
    'https:///shop.example',
    'https://shop.example\\@evil.example',
    'https://%73hop.example/',
    'https://shop.example./',
    'https://shop..example/',
    'https://shop.example:port/',
    'https://',
    'https:// shop.example',
    'ht\ttps://shop.example',
    'java\nscript:alert(1)',
    ' https://shop.example',
    '//shop.example',
    '/path',
    'shop.example',
    '',
  ])('%j', (text) => {
    expect(parseUrl(text)).toBeUndefined();
  });
});

test('a host pattern matches exactly, or any subdomain but not the domain itself', () => {
  expect(matchesHost('a.example', 'a.example')).toBe(true);
  expect(matchesHost('a.example', 'b.a.example')).toBe(false);
  expect(matchesHost('*.a.example', 'x.y.a.example')).toBe(true);
  expect(matchesHost('*.a.example', 'a.example')).toBe(false);
  expect(matchesHost('*.a.example', 'evila.example')).toBe(false);
});
