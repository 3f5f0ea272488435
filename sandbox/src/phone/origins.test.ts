import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toPhone, toSite } from './origins.ts';

const origins = { site: 'https://shop.example', phone: 'http://p1.push.localhost:4400' };

it('exchanges the phone’s and the site’s origin exactly', () => {
  expect(toSite(origins, origins.phone)).toBe(origins.site);
  expect(toSite(origins, `${origins.phone}/a?b=c#d`)).toBe('https://shop.example/a?b=c#d');
  expect(toPhone(origins, 'https://shop.example/a')).toBe(`${origins.phone}/a`);
});

it.each([
  'https://shop.example.evil.test/',
  'https://shop.example@evil.test/',
  'http://shop.example/',
  'https://shop.example:444/',
  'http://p1.push.localhost:44001/',
  'http://p11.push.localhost:4400',
  'null',
  'app:open',
  '',
])('leaves %s alone', (other) => {
  expect(toSite(origins, other)).toBe(other);
  expect(toPhone(origins, other)).toBe(other);
});

it('loses nothing of a URL on the way there and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (rest) => {
      const { href } = new URL(`${origins.site}/${rest}`);
      expect(toSite(origins, toPhone(origins, href))).toBe(href);
    }),
  );
});
