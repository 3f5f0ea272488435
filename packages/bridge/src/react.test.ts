import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { usePush } from './react.ts';

function Probe() {
  const { permission, registration, info, ...actions } = usePush();
  const known = [permission, registration, info].map((part) => part ?? null);
  return JSON.stringify([known, Object.keys(actions).sort()]);
}

test('usePush renders on a server: nothing is known, and every action is there', () => {
  const html = renderToString(createElement(Probe)).replaceAll('&quot;', '"');
  expect(html).toBe('[[null,null,null],["openSettings","prompt","register","unregister"]]');
});
