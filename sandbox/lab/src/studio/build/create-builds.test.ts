import { expect, test } from 'vitest';
import { studioCalls } from '../../../../src/control/studio-calls.ts';
import type { StudioBuild, StudioPlan } from '../../../../src/control/studio-wire.ts';
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

const none: StudioBuild = { state: 'none', progress: [], next: 0 };
const running: StudioBuild = { ...none, state: 'running', startedAt: '2026-02-11T09:24:00.000Z' };

/** Builds whose questions are answered by hand: each adds how to answer it. */
function answeredByHand() {
  const starts: ((build: StudioBuild) => void)[] = [];
  const looks: ((build: StudioBuild) => void)[] = [];
  const calls = {
    ...studioCalls(<T>() => new Promise<T>(() => {})),
    startBuild: () => new Promise<StudioBuild>((resolve) => starts.push(resolve)),
    build: () => new Promise<StudioBuild>((resolve) => looks.push(resolve)),
    plan: async () => planFor('never-built'),
  };
  return { builds: createBuilds({ calls, notices: createNotices() }), starts, looks };
}

test('a build that is asked for twice before it has begun is begun once, and a later one again', async () => {
  const { builds, starts } = answeredByHand();
  const begun = [builds.start(), builds.start()];
  expect(starts).toHaveLength(1);
  starts[0]?.(running);
  await Promise.all(begun);
  void builds.start();
  expect(starts).toHaveLength(2);
});

test('a look that comes late does not take back a build that has begun since', async () => {
  const { builds, starts, looks } = answeredByHand();
  const looked = builds.look();
  const begun = builds.start();
  starts[0]?.(running);
  await begun;
  looks[0]?.(none);
  await looked;
  expect(builds.build.get()).toEqual(running);
});

test('a look that comes late does not take back what a later one has told', async () => {
  const { builds, looks } = answeredByHand();
  const looked = [builds.look(), builds.look()];
  looks[1]?.({ ...running, progress: [{ kind: 'started', step: 'prepare' }], next: 1 });
  looks[0]?.(running);
  await Promise.all(looked);
  expect(builds.build.get().next).toBe(1);
});
