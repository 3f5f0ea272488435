import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox.ts';
import { expectThat } from './expectations.ts';
import { type Progress, runScenario } from './run.ts';
import { type Scenario, scenario } from './scenario.ts';

let kit: Sandbox;
beforeAll(async () => {
  kit = await startSandbox({ gateway: false });
});
afterAll(() => kit?.close());

const told = (run: Scenario['run']) => scenario({ title: 'Somebody waves', phones: ['iphone'], run });

it('tells of each step as it goes, and takes phones and people of a run that has passed away', async () => {
  const seen: string[] = [];
  const onProgress = ({ steps }: Progress) =>
    void seen.push(steps.map(({ sentence, status }) => `${sentence}: ${status}`).join(', '));
  const before = await kit.control.contacts();
  const run = told(async ({ phone, person, step }) => {
    await person('Ben');
    await step('Anna opens the app', () => phone.launch());
    await step('She waves', async () => expectThat('the answer', 1, 1));
  });
  const result = await runScenario(run, { kit, profile: 'iphone', onProgress });
  expect(result).toMatchObject({ title: 'Somebody waves', profile: 'iphone', status: 'passed' });
  expect(seen.slice(1)).toEqual([
    'Anna opens the app: running',
    'Anna opens the app: passed',
    'Anna opens the app: passed, She waves: running',
    'Anna opens the app: passed, She waves: passed',
  ]);
  expect(await kit.control.phones()).toEqual([]);
  expect(await kit.control.contacts()).toEqual(before);
});

it('a failure names the step, what was expected, where it stopped, and what happened last', async () => {
  const run = told(async ({ phone, anna, kit, journey, step }) => {
    await step('Anna is registered by the backend of her app', () =>
      kit.register({ phone, userId: anna.userId }),
    );
    await step('A message is shown', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Hello' }), { within: 3_000 });
    });
    await step('Nobody comes here', async () => {});
  });
  const { status, steps, problem } = await runScenario(run, { kit, profile: 'iphone' });
  expect(status).toBe('failed');
  expect(steps.map((step) => step.status)).toEqual(['passed', 'failed']);
  expect(problem).toMatchObject({
    step: 'A message is shown',
    expected: expect.stringContaining('to show “Hello”'),
    came: expect.stringContaining('Phone (permission)'),
    remedy: expect.stringContaining('promptNotificationPermission'),
    timeline: expect.stringContaining('The phone does not show it'),
  });
});

it('what a scenario has planted does not outlive it', async () => {
  const run = told(async ({ faults, step }) => {
    await faults.plant({ twin: 'apns', token: 'of nobody', effect: { kind: 'refuse', reason: 'Shutdown' } });
    await step('It fails', () => Promise.reject(new Error('so it is')));
  });
  const { problem } = await runScenario(run, { kit, profile: 'iphone' });
  expect(problem).toMatchObject({ step: 'It fails', came: 'so it is' });
  expect(await kit.control.faults()).toEqual([]);
});
