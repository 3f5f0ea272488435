import { expect, it, onTestFinished, vi } from 'vitest';
import type { CheckCreate, CheckRun } from '../../control/check-wire.ts';
import { type Sandbox, startSandbox } from '../../sandbox.ts';
import { createChecks } from './checks.ts';

const PATIENCE = { timeout: 30_000 };

async function ended({ control }: Sandbox, { id }: CheckRun): Promise<CheckRun> {
  await expect.poll(async () => (await control.checkRun(id)).status, PATIENCE).not.toMatch(/waiting|running/);
  return control.checkRun(id);
}

const statuses = ({ columns }: CheckRun) =>
  Object.fromEntries(
    columns.map(({ profile, cells }) => [
      profile,
      Object.fromEntries(cells.map(({ number, status }) => [number, status])),
    ]),
  );

it('judges items without a browser, on phones of its own', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const begun = await control.startCheck({
    ...{ profiles: ['iphone', 'android-12'], only: [1, 2, 6, 10, 16], shownBy: 'sandbox' },
  });
  expect(begun).toMatchObject({ status: 'waiting', only: [1, 2, 6, 10, 16] });
  const run = await ended(sandbox, begun);
  expect(statuses(run)).toMatchObject({
    iphone: { 1: 'passed', 2: 'passed', 6: 'passed', 10: 'not-applicable', 11: 'left-out', 16: 'passed' },
    'android-12': { 1: 'not-applicable', 6: 'passed', 10: 'passed', 16: 'passed' },
  });
  expect(run).toMatchObject({ status: 'passed', counts: { passed: 7, failed: 0, blocked: 0, all: 7 } });
  expect(await control.phones()).toEqual([]);
  expect((await control.checks()).map(({ id }) => id)).toEqual([run.id]);
});

it('gives the verdicts of the command, tells why a push did not arrive, and writes its reports', {
  timeout: 120_000,
}, async () => {
  await using sandbox = await startSandbox({ phones: [] });
  const { control } = sandbox;
  const whole = await ended(
    sandbox,
    await control.startCheck({ profiles: ['iphone', 'android-14', 'android-12'], shownBy: 'sandbox' }),
  );
  const notPassed = whole.columns.flatMap(({ profile, cells }) =>
    cells
      .filter(({ status }) => status !== 'passed' && status !== 'not-applicable')
      .map(({ number, problem }) => ({ profile, number, problem })),
  );
  expect(notPassed).toEqual([]);
  expect(whole).toMatchObject({ status: 'passed', counts: { passed: 44, all: 44 } });

  await control.plantFault({ twin: 'apns', effect: { kind: 'refuse', reason: 'TopicDisallowed' } });
  const run = await ended(
    sandbox,
    await control.startCheck({ profiles: ['iphone'], only: [11, 3], shownBy: 'sandbox' }),
  );
  expect(run).toMatchObject({ status: 'failed', counts: { passed: 1, failed: 1, blocked: 0, all: 2 } });
  const [column] = run.columns;
  expect(column?.cells.find(({ number }) => number === 11)?.problem).toMatchObject({
    came: expect.stringContaining('Failed'),
    stop: { hop: 'apns', code: 'TopicDisallowed', whose: expect.stringMatching(/\w/) },
  });
  const seen = await control.checkedItem(run.id, { phone: column?.phone ?? '', page: 'bare', number: 11 });
  expect(seen.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['devices', 'timeline']));

  const page = await control.checkReport(run.id, 'html');
  expect(page).toContain('<h1>1 of 2 checks failed</h1>');
  expect(page).toContain('APNs (TopicDisallowed)');
  const xml = await control.checkReport(run.id, 'junit');
  expect(xml).toContain(
    '<testsuites name="journeys-push check" tests="2" failures="1" errors="0" skipped="0">',
  );
  expect(xml).toContain('Stopped at: APNs (TopicDisallowed)');
});

it('can be stopped, is made one at a time, and says what is not there', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const begun = await control.startCheck({ profiles: ['iphone'], shownBy: 'sandbox' });
  await expect(control.startCheck()).rejects.toMatchObject({ problem: { code: 'check-under-way' } });
  const stopped = await control.stopCheck(begun.id);
  expect(stopped.status).toBe('stopped');
  expect(
    stopped.columns.flatMap(({ cells }) => cells).filter(({ status }) => /waiting|running/.test(status)),
  ).toEqual([]);
  const next = () => control.startCheck({ phones: ['p99'] }).catch(() => undefined);
  await expect.poll(next, PATIENCE).toBeDefined();
  const [again = expect.fail('no run')] = await control.checks();
  expect(await control.phones()).toEqual([]);
  const lost = await ended(sandbox, again);
  expect(lost).toMatchObject({ status: 'not-made', failure: { code: 'phone-unknown' } });
  await expect(control.checkRun('none')).rejects.toMatchObject({ problem: { code: 'check-unknown' } });
});

it('a stopped run lets go of its phones before the next one begins', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  let goOn = () => {};
  const step = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const openPage = vi.fn(async (id: string) => {
    await step;
    return control.openPage(id);
  });
  const checks = createChecks({ control: { ...control, openPage }, now: Date.now });
  const { id } = await checks.start({ shownBy: 'sandbox' });
  await expect.poll(() => openPage.mock.calls).toHaveLength(1);
  expect(await checks.stop(id)).toMatchObject({ status: 'stopped' });
  await expect(checks.start({ shownBy: 'sandbox' })).rejects.toMatchObject({ code: 'check-under-way' });
  goOn();
  await expect.poll(checks.isBusy).toBe(false);
  expect(checks.get(id).status).toBe('stopped');
  expect(await control.phones()).toEqual([]);
});

/** A step that somebody else lets go on. */
function gate() {
  let goOn = () => {};
  const step = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  return { step, goOn: () => goOn() };
}

/** Keeps what is evaluated in pages, and the rejections that nobody handles. */
function watchCalls({ evaluate: send }: Sandbox['control']) {
  const unheard = vi.fn();
  process.on('unhandledRejection', unheard);
  onTestFinished(() => void process.off('unhandledRejection', unheard));
  const answers: Promise<unknown>[] = [];
  const evaluate = (...asked: Parameters<typeof send>) => {
    const answer = send(...asked);
    answers.push(answer);
    return answer;
  };
  const unhandled = async () => {
    await Promise.allSettled(answers);
    // Node tells of them when nothing else is to be done at once.
    await new Promise((resolve) => setImmediate(resolve));
    return unheard.mock.calls.map(([reason]) => reason);
  };
  return { evaluate, unhandled };
}

it('a stop while a dialog is open ends the run and nothing else', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const { evaluate, unhandled } = watchCalls(control);
  const { step, goOn } = gate();
  // The run lasts until the second phone is reached.
  const launch: typeof control.launch = async (id) => {
    if ((await control.phone(id)).profile === 'android-14') await step;
    return control.launch(id);
  };
  const checks = createChecks({ control: { ...control, evaluate, launch }, now: Date.now });
  const profiles = ['iphone', 'android-14'];
  const { id } = await checks.start({ profiles, only: [1], shownBy: 'sandbox' });
  await expect.poll(() => statuses(checks.get(id)), PATIENCE).toMatchObject({ iphone: { 1: 'passed' } });
  await checks.stop(id);
  goOn();
  await expect.poll(checks.isBusy, PATIENCE).toBe(false);
  expect(await unhandled()).toEqual([]);
});

it('a stop while a dialog is looked for ends the run and nothing else', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const { evaluate: send, unhandled } = watchCalls(control);
  const { step, goOn } = gate();
  const asked = vi.fn();
  const evaluate: typeof control.evaluate = async (id, code) => {
    const answer = await send(id, code);
    if (!code.includes('promptNotificationPermission')) return answer;
    asked();
    await step;
    return answer;
  };
  const checks = createChecks({ control: { ...control, evaluate }, now: Date.now });
  const { id } = await checks.start({ profiles: ['android-12'], only: [10], shownBy: 'sandbox' });
  await expect.poll(() => asked.mock.calls, PATIENCE).toHaveLength(1);
  await checks.stop(id);
  goOn();
  await expect.poll(checks.isBusy, PATIENCE).toBe(false);
  expect(await unhandled()).toEqual([]);
});

it('a phone that is thrown away ends its own part only', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false, phones: ['iphone', 'android-14'] });
  const { control } = sandbox;
  for (const id of ['p1', 'p2']) await control.openPage(id);
  const begun = await control.startCheck({ phones: ['p1', 'p2'], only: [1, 2, 6, 16] });
  const began = async () => (await control.checkRun(begun.id)).columns.flatMap(({ cells }) => cells);
  await expect.poll(began, PATIENCE).toContainEqual(expect.objectContaining({ status: 'running' }));
  await control.removePhone('p1');
  const run = await ended(sandbox, begun);
  expect(run).toMatchObject({ status: 'not-made', failure: { code: 'phone-unknown' } });
  expect(statuses(run)['android-14']).toMatchObject({ 1: 'passed', 2: 'passed', 6: 'passed', 16: 'passed' });
  // Nobody's permission stays on a phone that was driven.
  expect(await control.phone('p2')).toMatchObject({ state: 'foreground', dialog: null });
});

it('a phone that is thrown away while its page is awaited is told as gone', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  const { control } = sandbox;
  await control.openPage('p1');
  let removed: Promise<unknown> | undefined;
  const evaluate: typeof control.evaluate = async (id, code) => {
    removed ??= control.removePhone(id);
    await removed;
    return control.evaluate(id, code);
  };
  const checks = createChecks({ control: { ...control, evaluate }, now: Date.now });
  const { id } = await checks.start({ phones: ['p1'], only: [16] });
  await expect.poll(checks.isBusy, { timeout: 50_000 }).toBe(false);
  expect(checks.get(id)).toMatchObject({ status: 'not-made', failure: { code: 'phone-unknown' } });
});

it('leaves no phone of its own behind where one cannot be made', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const { control } = sandbox;
  const profiles = ['iphone', 'nokia'];
  const lost = await ended(sandbox, await control.startCheck({ profiles, shownBy: 'sandbox' }));
  expect(lost).toMatchObject({
    status: 'not-made',
    failure: { code: 'profile-unknown', remedy: 'GET /api/profiles lists them.' },
  });
  expect(await control.phones()).toEqual([]);
});

it('says what it cannot be made with', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  const { control } = sandbox;
  const failure = async (how: CheckCreate) =>
    (await ended(sandbox, await control.startCheck(how))).failure?.code;
  await control.openPage('p1');
  expect(await failure({})).toBe('phones-missing');
  expect(await failure({ phones: ['p1'], pages: ['median-js-bridge'] })).toBe('page-by-test');
  expect(await failure({ phones: ['p1'], pages: ['app'] })).toBe('page-not-offered');
  for (const { contactId } of await control.contacts()) await control.removePerson(contactId);
  expect(await failure({ phones: ['p1'] })).toBe('contacts-missing');
  await control.showSite({ url: 'http://localhost:1/' });
  expect(await failure({ phones: ['p1'], pages: ['bare'] })).toBe('page-not-offered');
  expect(await failure({ phones: ['p1'] })).toBe('page-by-test');
});

it('says which items there are, and for whom', async () => {
  await using sandbox = await startSandbox({ gateway: false, phones: ['android-12'] });
  const { items, pages, profiles, phones } = await sandbox.control.checklist();
  expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  expect(items.filter(({ title, judgedBy }) => !title || !judgedBy)).toEqual([]);
  expect(pages).toEqual(['bare', 'median-js-bridge']);
  expect(profiles.iphone).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18]);
  expect(Object.values(phones)).toEqual([[3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18]]);
});
