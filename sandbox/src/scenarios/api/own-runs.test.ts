import { expect, it } from 'vitest';
import { startSandbox } from '../../sandbox.ts';

/** Everything about scenarios is loaded by the first one. */
const PATIENCE = { timeout: 30_000 };

it('a scenario is told in the running sandbox, and seen step by step', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const listed = (await control.scenarios()).find(({ name }) => name === 'denied-twice-on-android');
  const { id } = await control.runScenario('denied-twice-on-android', { profile: 'android-16' });
  const run = () => control.scenarioRun(id);
  await expect
    .poll(run, PATIENCE)
    .toMatchObject({ status: 'passed', title: listed?.title, profile: 'android-16' });
  const { steps } = await run();
  expect(steps.map(({ status }) => status)).toEqual(steps.map(() => 'passed'));
  const told = await control.timeline({ traceId: id });
  expect(told.filter(({ kind }) => kind === 'scenario.step').map(({ summary }) => summary)).toEqual(
    steps.map(({ sentence }) => `${sentence}.`),
  );
  expect(await control.phones()).toEqual([]);
});

it('a phone that was asked for stays', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const { id } = await control.runScenario('asked-once-on-iphone', { keepPhones: true });
  await expect.poll(() => control.scenarioRun(id), PATIENCE).toMatchObject({ status: 'passed' });
  const { phones } = await control.scenarioRun(id);
  expect((await control.phones()).map((phone) => phone.id)).toEqual(phones);
});
