import { describe, expect, it } from 'vitest';
import { adjustPolicy } from './policy.ts';

const needs = {
  script: "'sha256-S'",
  site: 'https://shop.example',
  phone: 'http://p1.push.localhost:4400',
  others: [{ site: 'https://api.other', phone: 'http://https.api.other.p1.push.localhost:4400' }],
};
const ws = 'ws://p1.push.localhost:4400';

describe("a page's Content Security Policy in a phone", () => {
  it.each([
    [
      "default-src 'self'",
      `default-src 'self'; script-src 'self' 'sha256-S' 'unsafe-eval'; connect-src 'self' ${ws}`,
    ],
    ["script-src 'none'", "script-src 'sha256-S' 'unsafe-eval'"],
    [
      "script-src 'nonce-a' 'strict-dynamic'",
      "script-src 'nonce-a' 'strict-dynamic' 'sha256-S' 'unsafe-eval'",
    ],
    ["script-src 'self' 'unsafe-inline'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'"],
    [
      "script-src 'self'; script-src-elem 'self'",
      "script-src 'self' 'sha256-S' 'unsafe-eval'; script-src-elem 'self' 'sha256-S'",
    ],
    ["img-src 'self'", "img-src 'self'"],
    ["frame-ancestors 'none'; upgrade-insecure-requests", ''],
    ["require-trusted-types-for 'script'; object-src 'none'", "object-src 'none'"],
    ['img-src https://shop.example', `img-src https://shop.example ${needs.phone}`],
    ['img-src *.example', `img-src *.example ${needs.phone}`],
    ['img-src https:', `img-src https: ${needs.phone} http://https.api.other.p1.push.localhost:4400`],
    ['img-src https://api.other', 'img-src https://api.other http://https.api.other.p1.push.localhost:4400'],
    ['img-src https://cdn.example', 'img-src https://cdn.example'],
    ['img-src https://shop.example/static/', `img-src https://shop.example/static/ ${needs.phone}/static/`],
    ['img-src SHOP.example:443/a.js', `img-src SHOP.example:443/a.js ${needs.phone}/a.js`],
    ['img-src shop.example:*', `img-src shop.example:* ${needs.phone}`],
    ['img-src http://shop.example/', `img-src http://shop.example/ ${needs.phone}`],
    [
      'img-src https://*:443',
      `img-src https://*:443 ${needs.phone} http://https.api.other.p1.push.localhost:4400`,
    ],
    ['img-src * data:', 'img-src * data:'],
    ['img-src shop.example:8443', 'img-src shop.example:8443'],
    ['img-src a.shop.example ftp://shop.example', 'img-src a.shop.example ftp://shop.example'],
    [
      'connect-src wss://api.other/hub',
      `connect-src wss://api.other/hub ws://https.api.other.p1.push.localhost:4400/hub ${ws}`,
    ],
    ['report-uri https://shop.example/csp', 'report-uri https://shop.example/csp'],
    ["img-src 'self', font-src 'self'", "img-src 'self', font-src 'self'"],
  ])('%s becomes %s', (before, after) => {
    expect(adjustPolicy(before, needs)).toBe(after);
  });

  it('names a site by its port where that is not the usual one', () => {
    const local = { ...needs, site: 'http://localhost:3000' };
    expect(adjustPolicy('img-src http://localhost:3000/a/', local)).toContain(` ${needs.phone}/a/`);
    expect(adjustPolicy('img-src localhost', local)).toBe('img-src localhost');
  });
});
