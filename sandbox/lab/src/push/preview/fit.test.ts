import { expect, it } from 'vitest';
import { cutsOf } from './fit.ts';

it('a short push is seen whole', () => {
  expect(cutsOf({ title: 'On its way', body: 'Tomorrow.' })).toEqual({ ios: [], android: [] });
});

it('what is long is cut by each system in its own way, and Android has no subtitle', () => {
  const { ios, android } = cutsOf({ title: 'x'.repeat(60), subtitle: 's', body: 'x'.repeat(100) });
  expect(ios).toEqual(['Title: about 38 of 60 characters are seen.']);
  expect(android).toEqual([
    'Title: about 40 of 60 characters are seen.',
    'Message, folded: about 45 of 100 characters are seen.',
    'The subtitle is not sent to Android.',
  ]);
});
