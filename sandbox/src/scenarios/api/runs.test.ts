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
    phones: ['iphone', 'android-14'],
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
      progress = (told) => onProgress?.(told);
      return new Promise((resolve) => {
        end = (status) => resolve({ title: '', profile, status, durationMs: 7, phones: ['p4'], steps: [] });
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
      phones: ['iphone', 'android-14'],
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

it('refuses what there is not', () => {
  const { runs } = open();
  expect(() => runs.start('farewell')).toThrow('No scenario "farewell"');
  expect(() => runs.start('goodbye', { profile: 'android-14' })).toThrow(
    'is told on iphone, not on "android-14"',
  );
  expect(() => runs.get('x')).toThrow('No run "x"');
});
