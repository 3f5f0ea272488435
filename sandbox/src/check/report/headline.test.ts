import { expect, it } from 'vitest';
import { headline } from './headline.ts';

it.each([
  [{ passed: 88, failed: 0, blocked: 0 }, 'All 88 checks passed'],
  [{ passed: 86, failed: 2, blocked: 0 }, '2 of 88 checks failed'],
  [{ passed: 83, failed: 2, blocked: 3 }, '2 of 88 checks failed, 3 could not be judged'],
  [{ passed: 85, failed: 0, blocked: 3 }, '3 of 88 checks could not be judged'],
  [{ passed: 1, failed: 0, blocked: 0 }, 'The one check passed'],
  [{ passed: 0, failed: 1, blocked: 0 }, '1 of 1 check failed'],
  [{ passed: 0, failed: 0, blocked: 0 }, 'No check was run'],
])('says the verdict on %o in one sentence', (counts, sentence) => {
  expect(headline({ counts })).toBe(sentence);
});
