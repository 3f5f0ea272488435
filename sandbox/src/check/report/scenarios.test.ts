import { expect, it } from 'vitest';
import type { ScenarioRun } from '../../control/scenario-wire.ts';
import { scenarioSummary } from '../summary.ts';
import { headline } from './headline.ts';
import { htmlReport } from './html.ts';
import { junitReport } from './junit.ts';

const run = (more: Partial<ScenarioRun>): ScenarioRun => ({
  ...{ id: 'r1', scenario: 'hello', title: 'People say hello', profile: 'iphone', status: 'passed' },
  ...{ startedAt: 0, durationMs: 1200, phones: ['p1'] },
  steps: [{ sentence: 'Anna waves', status: 'passed', durationMs: 200 }],
  ...more,
});
const failed = run({
  ...{ profile: 'android-14', status: 'failed' },
  steps: [{ sentence: 'Anna waves <b>', status: 'failed', durationMs: 5 }],
  problem: {
    ...{ step: 'Anna waves <b>', expected: 'a wave', came: 'nothing & no one' },
    ...{ remedy: 'Wave.', timeline: 'Phone  push.arrived' },
  },
});

it('one that failed makes the check fail, and is said first', () => {
  const result = scenarioSummary([run({}), failed], new Date(0));
  expect(result).toMatchObject({ passed: false, counts: { passed: 1, failed: 1, blocked: 0 }, runs: [] });
  expect(headline(result)).toBe('1 of 2 scenario runs failed');
  expect(headline(scenarioSummary([run({})], new Date(0)))).toBe('The one scenario run passed');
});

it('the report for people has every step, and why one was not true', () => {
  const page = htmlReport(scenarioSummary([run({}), failed], new Date(0)));
  expect(page).toContain('People say hello <small>1 of 2 passed</small>');
  expect(page).toContain('Anna waves &lt;b&gt;.');
  expect(page).toContain('<dd>nothing &amp; no one</dd>');
  expect(page).toContain('Phone  push.arrived');
  expect(page).not.toContain('All items on all phones');
});

it('the report for CI has a suite for each phone', () => {
  const xml = junitReport(scenarioSummary([run({}), failed], new Date(0)));
  expect(xml).toContain('<testsuite name="scenarios on iphone" tests="1" failures="0"');
  expect(xml).toContain('<testsuite name="scenarios on android-14" tests="1" failures="1"');
  expect(xml).toContain('message="expected a wave; came nothing &amp; no one"');
  expect(xml).toContain('Step:       Anna waves');
});
