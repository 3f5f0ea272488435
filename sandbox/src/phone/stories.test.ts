import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { stories } from '../../../packages/shell/compat/testing/stories.ts';
import { tell } from '../../../packages/shell/compat/testing/tell.ts';
import { openSimulatedPhone } from './testing/story-phone.ts';

const client = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);

// The native app is told the same stories: packages/shell/compat.
describe.each(['iphone', 'android-14', 'android-12'] as const)('on the simulated %s', (system) => {
  describe.each([
    ['a bare page', 'median'],
    ['the Median client', 'Median'],
  ] as const)('with %s', (_, library) => {
    it.each(stories.filter(({ on }) => on?.includes(system) ?? true))('$title', async (story) => {
      const told = await tell(story, { system, library, client, open: openSimulatedPhone });
      for (const { step, expected, came } of told) expect([step, came]).toEqual([step, expected]);
    });
  });
});
