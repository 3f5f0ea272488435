import { expect, test } from 'vitest';
import { createDestinations } from '../../core/links/destination.ts';
import { mayStart, senderOf } from './navigation.ts';

const destination = createDestinations({
  site: { url: 'https://shop.example/start' },
  links: { appHosts: ['help.example'], schemes: ['maps'], trackedLinkHosts: ['*.mkt.dynamics.com'] },
});

function asked(url: string, isTopFrame?: boolean, navigationType = 'other') {
  const outside: string[] = [];
  const refused: string[] = [];
  const stays = mayStart(
    { url, ...(isTopFrame === undefined ? {} : { isTopFrame, navigationType }) },
    {
      destination,
      openOutside: (to) => void outside.push(to),
      refused: (to) => void refused.push(to),
    },
  );
  return { stays, outside, refused };
}

test.each([
  ['https://shop.example/a', true, 0, 0],
  ['https://help.example/a', true, 0, 0],
  ['https://public-eur.mkt.dynamics.com/r/1', true, 0, 0],
  // The WebView's own list of origins would let this one pass: it compares the beginning.
  ['https://shop.example.evil.test/', false, 1, 0],
  ['https://other.example/', false, 1, 0],
  ['tel:+4930', false, 1, 0],
  ['mailto:shop@shop.example', false, 1, 0],
  ['sms:+4930', false, 1, 0],
  ['maps://place', false, 1, 0],
  ['facetime:+4930', false, 0, 1],
  ['intent://scan/#Intent;scheme=x;end', false, 0, 1],
  ['javascript:alert(1)', false, 0, 1],
])('%s stays in the app: %s', (url, stays, outside, refused) => {
  const answer = asked(url, true);
  expect(answer.stays).toBe(stays);
  expect(answer.outside).toHaveLength(outside);
  expect(answer.refused).toHaveLength(refused);
});

test('a system that does not tell frames apart is asked about the page', () => {
  expect(asked('https://other.example/').stays).toBe(false);
});

test.each(['data:text/html,x', 'blob:https://shop.example/1'])(
  '%s may be in a frame, and is no page',
  (url) => {
    expect(asked(url)).toEqual({ stays: true, outside: [], refused: [] });
    expect(asked(url, false)).toEqual({ stays: true, outside: [], refused: [] });
    expect(asked(url, true)).toEqual({ stays: false, outside: [], refused: [url] });
  },
);

test('a frame inside a page goes where it wants', () => {
  expect(asked('https://player.example/embed', false)).toEqual({ stays: true, outside: [], refused: [] });
});

test('a frame inside a page leads to another app only where somebody taps', () => {
  const none = { stays: false, outside: [], refused: [] };
  expect(asked('tel:+4930', false)).toEqual({ ...none, refused: ['tel:+4930'] });
  expect(asked('tel:+4930', false, 'click')).toEqual({ ...none, outside: ['tel:+4930'] });
  expect(asked('facetime:+4930', false, 'click')).toEqual({ ...none, refused: ['facetime:+4930'] });
});

test.each([
  ['https://shop.example', 'https://shop.example'],
  ['https://shop.example/path?query#hash', 'https://shop.example'],
  ['https://shop.example:443/', 'https://shop.example'],
  ['https://shop.example.evil.test/', 'https://shop.example.evil.test'],
  ['https://shop.example@evil.test/', 'null'],
  ['null', 'null'],
  ['', 'null'],
  ['about:blank', 'null'],
])('a message from %s comes from the origin %s', (url, origin) => {
  expect(senderOf(url)).toBe(origin);
});
