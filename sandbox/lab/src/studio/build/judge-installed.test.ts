import { expect, test } from 'vitest';
import type { StudioPlan } from '../../../../src/control/studio-wire.ts';
import { judgeInstalled } from './judge-installed.ts';

const id = (configHash: string) => ({ configHash, shellVersion: '0.1.0', pluginVersion: '0.1.0' });
const plan = { build: id('0123456789abcdef'), last: { build: id('fedcba9876543210') } } as StudioPlan;
const said = (text: string) => judgeInstalled(text, plan)?.text ?? '';

test('an installed app is compared by its stamp, however it was copied', () => {
  expect(judgeInstalled('  ', plan)).toBeUndefined();
  expect(said('0123456789abcdef')).toContain('no rebuild is needed');
  expect(said('{"build": {"configHash": "0123456789abcdef"}}')).toContain('no rebuild is needed');
  expect(said("{ platform: 'ios', build: { configHash: 'fedcba9876543210' } }")).toContain(
    'comes from the last build',
  );
  expect(said('{"build": {"configHash": "aaaaaaaaaaaaaaaa"}}')).toContain('another configuration');
  expect(said('{"platform": "ios"}')).toContain('There is no build.configHash');
});
