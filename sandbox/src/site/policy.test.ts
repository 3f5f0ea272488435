import { describe, expect, it } from 'vitest';
import { adjustPolicy } from './policy.ts';

const needs = {
  script: "'sha256-S'",
  site: 'https://shop.example',
  phone: 'http://p1.push.localhost:4400',
  others: [{ site: 'https://api.other', phone: 'http://p1-1.push.localhost:4400' }],
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
    ['img-src https:', `img-src https: ${needs.phone} http://p1-1.push.localhost:4400`],
    ['img-src https://api.other', 'img-src https://api.other http://p1-1.push.localhost:4400'],
    ['img-src https://cdn.example', 'img-src https://cdn.example'],
    ["img-src 'self', font-src 'self'", "img-src 'self', font-src 'self'"],
  ])('%s becomes %s', (before, after) => {
    expect(adjustPolicy(before, needs)).toBe(after);
  });
});
