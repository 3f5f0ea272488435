import { expect, it } from 'vitest';
import { sitesOf, tapOf } from './tap.ts';

const site = 'http://app.push.localhost:4400/';
const sites = sitesOf({ site, allowedOrigins: ['https://account.example.com'] });

it.each([
  ['', 'app'],
  ['http://app.push.localhost:4400/orders/42', 'page'],
  ['https://account.example.com/login', 'page'],
  ['https://www.example.org/terms', 'outside'],
  ['tel:+491234', 'outside'],
  ['shop://order/42', 'refused'],
  ['javascript:alert(1)', 'refused'],
  ['https://app.push.localhost@evil.example/', 'refused'],
  ['orders', undefined],
])('a tap on a push with the link %j leads to: %s', (link, to) => {
  expect(tapOf(link, sites)?.to).toBe(to);
});

it('before the sandbox has told the sites, only an empty link has a meaning', () => {
  expect(tapOf(`${site}orders/42`, sitesOf(undefined))).toBeUndefined();
  expect(tapOf('shop://order/42', sitesOf(undefined))).toBeUndefined();
  expect(tapOf('', sitesOf(undefined))?.to).toBe('app');
});

it('only web links can be tracked', () => {
  expect(tapOf(`${site}a`, sites)?.tracked).toBe(true);
  expect(tapOf('mailto:a@example.org', sites)?.tracked).toBe(false);
});

it('a page of the site is told by its path, one of another origin of the app with its host', () => {
  expect(tapOf(`${site}orders/42`, sites)?.text).toBe('Opens /orders/42 in the app.');
  expect(tapOf('https://account.example.com/login?a', sites)?.text).toBe(
    'Opens account.example.com/login?a in the app.',
  );
});

it('without TLS a site that has it is opened outside the app', () => {
  expect(tapOf('http://shop.example.com/a', ['https://shop.example.com/'])?.to).toBe('outside');
});

it.each([
  ['https://pay.example/checkout', 'page', 'Opens pay.example/checkout in the app.'],
  ['https://www.login.example/', 'page', 'Opens www.login.example/ in the app.'],
  ['https://login.example/', 'outside', 'Opens login.example in the browser, outside the app.'],
  [
    'https://eu.click.example/r/1',
    'page',
    'Opens what eu.click.example redirects to, as the link of a message does (links.trackedLinkHosts).',
  ],
  ['whatsapp://send', 'outside', 'Opens the app for whatsapp: links.'],
  ['signal://send', 'refused', expect.stringContaining('does not allow links with signal:')],
])('the app’s configuration has a say: %s leads to %s', (link, to, text) => {
  const links = {
    appHosts: ['pay.example', '*.login.example'],
    trackedLinkHosts: ['*.click.example'],
    schemes: ['whatsapp'],
  };
  expect(tapOf(link, sites, links)).toMatchObject({ to, text });
});
