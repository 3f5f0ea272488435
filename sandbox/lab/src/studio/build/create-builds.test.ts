import { expect, test } from 'vitest';
import { studioCalls } from '../../../../src/control/studio-calls.ts';
import type { StudioPlan } from '../../../../src/control/studio-wire.ts';
import { createNotices } from '../../notices.ts';
import { createBuilds } from './create-builds.ts';

const planFor = (reason: StudioPlan['rebuild']['reason']): StudioPlan => ({
  ...{ mistakes: [], plan: [] },
  rebuild: { needed: true, reason, changes: [], files: [] },
});

test('a plan that comes late does not replace one of a later version', async () => {
  const answers: ((plan: StudioPlan) => void)[] = [];
  const calls = {
    ...studioCalls(<T>() => new Promise<T>(() => {})),
    plan: () => new Promise<StudioPlan>((resolve) => answers.push(resolve)),
  };
  const builds = createBuilds({ calls, notices: createNotices() });
  const plans = [builds.replan(), builds.replan()];
  answers[1]?.(planFor('configuration'));
  answers[0]?.(planFor('never-built'));
  await Promise.all(plans);
  expect(builds.plan.get()?.rebuild.reason).toBe('configuration');
});
