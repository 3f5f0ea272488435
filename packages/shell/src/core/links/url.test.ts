import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesHost, parseUrl, withAsciiHost } from './url.ts';

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
  [
    'https://Bücher.example:8443/ä',
    { scheme: 'https', host: 'xn--bcher-kva.example', origin: 'https://xn--bcher-kva.example:8443' },
  ],
  ['tel:+49', { scheme: 'tel' }],
  ['javascript:alert(1)', { scheme: 'javascript' }],
])('%s is read', (text, expected) => {
  expect(parseUrl(text)).toEqual(expected);
});

test('a host in any script is read as a browser reads it, or not at all', () => {
  const letters = ['äöüßéçñøåœ', 'абвгдежя', 'αβγδεω', 'אבגד', '日本語中文한국', 'नमसत', 'ก', '🙂'].join('');
  const label = fc.stringMatching(new RegExp(`^[a-z0-9${letters}]{1,12}$`, 'u'));
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
      const text = `https://${labels.join('.')}.example/`;
      fc.pre(URL.canParse(text));
      expect(parseUrl(text)?.host).toBe(new URL(text).hostname);
    }),
    { numRuns: 1000 },
  );
});

test('a host whose letters stand for others is the one that a browser goes to', () => {
  expect(parseUrl('https://ｓhop.example/')?.host).toBe('shop.example');
  expect(parseUrl('https://shop.example／@evil.example/')).toBeUndefined();
});

test.each([
  ['https://bücher.example/ä?ö#ü', 'https://xn--bcher-kva.example/ä?ö#ü'],
  ['https://BÜCHER.example:8443', 'https://xn--bcher-kva.example:8443'],
  ['https://shop.example/bücher', 'https://shop.example/bücher'],
  ['https://Shop.example/', 'https://Shop.example/'],
  ['mailto:bücher@shop.example', 'mailto:bücher@shop.example'],
  ['no URL ü', 'no URL ü'],
])('%s is gone to as %s', (text, expected) => {
  expect(withAsciiHost(text)).toBe(expected);
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
