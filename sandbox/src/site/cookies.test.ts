import { describe, expect, it } from 'vitest';
import { cookieInPhone, cookieScopes } from './cookies.ts';
import { hosts } from './hosts.ts';

const placeOf = (site: string) => ({ site, phone: hosts.phone('p1', 4400, site) });
const own = 'p1.push.localhost';

describe('the scope of a cookie in a phone', () => {
  it.each([
    ['https://shop.example', 'a=1; Path=/; SameSite=Lax', 'a=1; Path=/; SameSite=Lax'],
    ['https://shop.example', 'a=1; Domain=shop.example; Path=/', `a=1; Path=/; Domain=shop.example.${own}`],
    ['https://account.shop.example', 'a=1; domain=.Shop.Example', `a=1; Domain=shop.example.${own}`],
    ['https://a.b.shop.example', 'a=1;\tDomain=b.shop.example', `a=1; Domain=b.shop.example.${own}`],
    ['https://my_app.shop.example:8443', 'a=1; Domain=shop.example', `a=1; Domain=shop.example.${own}`],
    [
      'https://my_app.shop.example',
      'a=1; Domain=my_app.shop.example',
      `a=1; Domain=my-app.shop.example.${own}`,
    ],
    // The last one counts.
    ['https://shop.example', 'a=1; Domain=x; Domain=shop.example', `a=1; Domain=shop.example.${own}`],
    ['http://localhost:3000', 'a=1; Domain=x; Domain=localhost', `a=1; Domain=localhost.${own}`],
    // One that is foreign, or open to everybody, is the browser's to refuse.
    ['https://shop.example', 'a=1; Domain=evil.example', 'a=1; Domain=evil.example'],
    ['https://shop.example', 'a=1; Domain=hop.example', 'a=1; Domain=hop.example'],
    ['https://shop.example', 'a=1; Domain=account.shop.example', 'a=1; Domain=account.shop.example'],
    ['https://shop.example', 'a=1; Domain=example', 'a=1; Domain=example'],
    ['https://shop.co.uk', 'a=1; Domain=co.uk', 'a=1; Domain=co.uk'],
    ['https://shop.azurewebsites.net', 'a=1; Domain=azurewebsites.net', 'a=1; Domain=azurewebsites.net'],
    ['https://shop.example', 'a=1; Domain=constructor', 'a=1; Domain=constructor'],
    ['https://shop.example', 'a=1; Domain=; Path=/', 'a=1; Path=/'],
    // These are the host's, with all its ports, whether there are others in the app now or not.
    ['http://localhost:3000', 'a=1', `a=1; Domain=localhost.${own}`],
    ['http://localhost:3000', 'a=1; Domain=localhost; Path=/', `a=1; Path=/; Domain=localhost.${own}`],
    ['http://localhost:3000', '__host-a=1; Path=/; Secure', '__host-a=1; Path=/; Secure'],
    ['http://localhost:3000', 'a=1; Domain=evil.example', 'a=1; Domain=evil.example'],
    ['http://192.168.1.5:3000', 'a=1; Domain=192.168.1.5', `a=1; Domain=192.168.1.5.${own}`],
    ['http://[::1]:3000', 'a=1; Domain=[::1]', `a=1; Domain=---1-.${own}`],
  ])('of %s: %s', (site, cookie, expected) => {
    expect(cookieInPhone(cookie, cookieScopes(placeOf(site), []))).toBe(expected);
  });

  it('is the host with all its ports, where several belong to the app', () => {
    const others = [placeOf('https://shop.example:8443')];
    expect(cookieInPhone('a=1', cookieScopes(placeOf('https://shop.example'), others))).toBe(
      `a=1; Domain=shop.example.${own}`,
    );
  });

  it('is the host alone in a browser, outside the phones', () => {
    const place = { site: 'https://shop.example', phone: hosts.site(4400) };
    expect(cookieInPhone('a=1; Domain=shop.example', cookieScopes(place, []))).toBe('a=1');
  });
});

describe('the address of a site in a phone', () => {
  it.each([
    [undefined, 'http://p1.push.localhost:4400'],
    ['https://shop.example', 'http://https.shop.example.p1.push.localhost:4400'],
    ['http://localhost:3000', 'http://http-3000.localhost.p1.push.localhost:4400'],
    ['http://[::1]:3000', 'http://http-3000.---1-.p1.push.localhost:4400'],
    ['https://shop.example.', 'http://https.shop.example-.p1.push.localhost:4400'],
    ['http://my_app:3000', 'http://http-3000.my-app.p1.push.localhost:4400'],
  ])('of %s', (site, expected) => {
    const address = hosts.phone('p1', 4400, site);
    expect(address).toBe(expected);
    const { host } = new URL(address);
    expect([hosts.phoneOf(host), hosts.isAt(host, address)]).toEqual(['p1', true]);
  });

  it.each([
    'evil.p1.push.localhost',
    'https.p1.push.localhost',
    'ftp.x.p1.push.localhost',
    'p1.push.localhost.x',
  ])('is not %s', (host) => expect(hosts.phoneOf(host)).toBeUndefined());
});
