import { OpenAPIHono } from '@hono/zod-openapi';
import { expect, it } from 'vitest';
import { createTimeline } from '../../timeline.ts';
import type { Progress } from '../telling/run.ts';
import type { NamedScenario } from '../telling/scenario.ts';
import type { Stages } from '../telling/stages.ts';
import { addScenarioRoutes } from './routes.ts';
import { createRuns } from './runs.ts';

const scenarios: NamedScenario[] = [
  {
    name: 'hello',
    title: 'People say hello',
    asks: [1],
    phones: ['iphone', 'android-14', 'ipad', 'android-16'],
    run: async () => {},
  },
  {
    name: 'goodbye',
    title: 'People go',
    phones: ['iphone'],
    sandbox: { identity: 'required' },
    run: async () => {},
  },
];

/** The routes, and a stage on which the test itself tells what happens. */
function open() {
  const timeline = createTimeline();
  let progress: (progress: Progress) => void = () => {};
  let end: (status: 'passed' | 'failed') => void = () => {};
  const stages: Stages = {
    run: (_, { profile, onProgress }) => {
      let steps: Progress['steps'] = [];
      progress = (told) => {
        steps = told.steps;
        onProgress?.(told);
      };
      return new Promise((resolve) => {
        const problem = { expected: 'it', came: 'nothing', remedy: '', timeline: '' };
        const ending = { title: '', profile, durationMs: 7, phones: ['p4'] };
        end = (status) => resolve({ ...ending, status, steps, ...(status === 'failed' ? { problem } : {}) });
      });
    },
    close: async () => {},
  };
  const runs = createRuns({ scenarios, stages, timeline, now: () => 1 });
  const app = new OpenAPIHono();
  addScenarioRoutes(app, async () => runs);
  const call = async (path: string, body?: object) => {
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await app.request(`/api/scenarios${path}`, body ? sent : {});
    return answer.ok ? answer.json() : answer.status;
  };
  return {
    call,
    timeline,
    runs,
    tell: (told: Progress) => progress(told),
    end: (how: 'passed' | 'failed') => end(how),
  };
}

it('lists what can be told, and says what needs a sandbox of its own', async () => {
  const { call } = open();
  expect(await call('')).toEqual([
    {
      name: 'hello',
      title: 'People say hello',
      asks: [1],
      phones: ['iphone', 'android-14', 'ipad', 'android-16'],
      ownSandbox: false,
    },
    { name: 'goodbye', title: 'People go', asks: [], phones: ['iphone'], ownSandbox: true },
  ]);
});

it('tells how far a run is, here and in the timeline', async () => {
  const { call, timeline, tell, end } = open();
  const { id, status, profile } = await call('/hello/run', { profile: 'android-14' });
  expect({ status, profile }).toEqual({ status: 'waiting', profile: 'android-14' });
  const step = { sentence: 'Anna waves', status: 'running', durationMs: 0 } as const;
  tell({ phones: ['p4'], steps: [step] });
  expect(await call(`/runs/${id}`)).toMatchObject({ status: 'running', phones: ['p4'], steps: [step] });
  tell({ phones: ['p4'], steps: [{ ...step, status: 'failed' }] });
  end('failed');
  await expect.poll(() => call(`/runs/${id}`)).toMatchObject({ status: 'failed', durationMs: 7 });
  expect(timeline.list({ traceId: id }).map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['scenario.started', undefined],
    ['scenario.step', undefined],
    ['scenario.step-failed', 'failed'],
    ['scenario.ended', 'failed'],
  ]);
});

it('tells several, a few at a time, and none of those that were stopped in time', async () => {
  const { call, end, runs } = open();
  const begun = await call('/runs', { scenarios: ['hello', 'goodbye'] });
  expect(begun).toHaveLength(5);
  // Three have their turn.
  expect(await call('/runs/stop', {})).toHaveLength(2);
  end('passed');
  const told: { status: string }[] = await call('/runs');
  expect(told.map(({ status }) => status).filter((status) => status === 'stopped')).toHaveLength(2);
  const nowhere = { scenarios: ['goodbye'], profiles: ['android-14'] };
  expect(() => runs.startAll(nowhere)).toThrow('None of these is told on android-14.');
});

it('tells one once, however often it is asked for meanwhile, and anew afterwards', async () => {
  const { call, end } = open();
  const { id } = await call('/hello/run', {});
  expect(await call('/hello/run', { pauseMs: 2_000 })).toMatchObject({ id });
  const all = await call('/runs', { scenarios: ['hello', 'goodbye', 'goodbye'], profiles: ['iphone'] });
  expect(all).toMatchObject([{ id, scenario: 'hello' }, { scenario: 'goodbye' }]);
  expect(await call('/runs')).toHaveLength(2);
  // The last that has begun.
  end('passed');
  await expect.poll(() => call(`/runs/${all[1].id}`)).toMatchObject({ status: 'passed' });
  expect(await call('/goodbye/run', {})).not.toMatchObject({ id: all[1].id });
});

it('knows of each step which traces its phones had a part in', async () => {
  const { call, timeline, tell, end } = open();
  const { id } = await call('/hello/run', {});
  const see = (phone: string, traceId: string) =>
    timeline.record({ traceId, hop: 'page', kind: 'page.call', summary: '', phone });
  tell({ phones: ['p4'], steps: [{ sentence: 'Anna waves', status: 'running', durationMs: 0 }] });
  see('p4', 'a');
  see('p1', 'b');
  see('p4', 'a');
  expect((await call(`/runs/${id}`)).steps).toMatchObject([{ traces: ['a'] }]);
  tell({
    phones: ['p4'],
    steps: [
      { sentence: 'Anna waves', status: 'passed', durationMs: 1 },
      { sentence: 'Anna goes', status: 'running', durationMs: 0 },
    ],
  });
  see('p4', 'c');
  expect((await call(`/runs/${id}`)).steps).toMatchObject([{ traces: ['a'] }, { traces: ['c'] }]);
  end('passed');
});

it('refuses what there is not', () => {
  const { runs } = open();
  expect(() => runs.start('farewell')).toThrow('No scenario "farewell"');
  expect(() => runs.start('goodbye', { profile: 'android-14' })).toThrow(
    'is told on iphone, not on "android-14"',
  );
  expect(() => runs.get('x')).toThrow('No run "x"');
});

it('says of a failure where its last step has stopped', async () => {
  const { call, timeline, tell, end } = open();
  const { id } = await call('/hello/run', {});
  tell({ phones: ['p4'], steps: [{ sentence: 'A push comes', status: 'running', durationMs: 0 }] });
  const see = (kind: string, more: object) =>
    timeline.record({ traceId: 'a', hop: 'apns', kind, summary: 'Refused', ...more });
  see('journey.reached', { hop: 'dynamics', phone: 'p4' });
  see('apns.refused', { outcome: 'failed', detail: { reason: 'TopicDisallowed' } });
  end('failed');
  await expect.poll(() => call(`/runs/${id}`)).toMatchObject({ status: 'failed' });
  expect((await call(`/runs/${id}`)).problem).toMatchObject({ stop: { traceId: 'a', hop: 'apns' } });
});
