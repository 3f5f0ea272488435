import { expect, it } from 'vitest';
import { isShown, requestedSite } from './site-request.ts';

const info = {
  ...{ lab: '', gateway: '', mobileAppId: '', appName: '' },
  links: { appHosts: [], trackedLinkHosts: [], schemes: [] },
  ...{ site: 'http://localhost:3000/', builtInPage: false, allowedOrigins: ['https://account.example'] },
};

it('an address of the lab can ask for a site', () => {
  expect(requestedSite('localhost:3000', 'https://account.example,localhost:1')).toEqual({
    ...{ url: 'http://localhost:3000/', allow: ['https://account.example', 'http://localhost:1'] },
  });
  expect(requestedSite('built-in', '')).toEqual({ url: null, allow: [] });
});

it.each([
  ['', ''],
  ['javascript:alert(1)', ''],
  ['localhost:3000', 'https://a.example/x'],
])('%s with %s asks for none', (app, allow) => {
  expect(requestedSite(app, allow)).toBeUndefined();
});

it('it is shown already where site and further origins are the same', () => {
  const allow = ['https://account.example'];
  expect(isShown({ url: 'http://localhost:3000/', allow }, info)).toBe(true);
  expect(isShown({ url: 'http://localhost:3000/', allow: [] }, info)).toBe(false);
  expect(isShown({ url: 'http://localhost:3000/x', allow }, info)).toBe(false);
  expect(isShown({ url: null, allow: [] }, info)).toBe(false);
  expect(isShown({ url: null, allow: [] }, { ...info, builtInPage: true })).toBe(true);
});
