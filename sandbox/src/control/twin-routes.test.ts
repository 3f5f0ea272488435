import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { createClock, type SandboxClock } from '../clock.ts';
import { CommonEffect, createFaultRules, faultConditions } from '../fault-rules.ts';
import { createTimeline } from '../timeline.ts';
import { ControlFailure } from './problem.ts';
import { createControlApp } from './server.ts';
import type { World } from './world.ts';

const START = 1_800_000_000_000;
let clock: SandboxClock;
let faults: World['faults'];
let timeline: ReturnType<typeof createTimeline>;
let call: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: unknown }>;

beforeEach(() => {
  clock = createClock({ stoppedAt: START });
  const Fault = z.strictObject({
    ...faultConditions,
    route: z.literal('send').optional(),
    effect: CommonEffect,
  });
  const rules = () =>
    createFaultRules({ read: (fault: object) => Fault.parse(fault), now: clock.now, seed: 1 });
  faults = { dynamics: rules(), apns: rules(), fcm: rules() };
  timeline = createTimeline({ now: clock.now });
  const world = { clock, faults, timeline } as Partial<World> as World;
  const app = createControlApp(world, {
    ...{ token: 'secret', origins: () => [] },
    expected: (error) =>
      error instanceof z.ZodError
        ? new ControlFailure('body-invalid', error.message)
        : error instanceof ControlFailure
          ? error
          : undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  call = async (method, path, body) => {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: { authorization: 'Bearer secret', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, json: await answer.json() };
  };
});

test('the time is told and moved forward', async () => {
  expect((await call('GET', '/clock')).json).toEqual({ now: START, aheadMs: 0 });
  const rung: number[] = [];
  clock.after(1000, () => rung.push(clock.now()));
  const moved = await call('POST', '/clock/advance', { ms: 8 * 3600_000 });
  expect(moved.json).toEqual({ now: START + 8 * 3600_000, aheadMs: 8 * 3600_000 });
  expect(rung).toEqual([START + 1000]);
});

test('a move is told at the time to which it has moved', async () => {
  await call('POST', '/clock/advance', { ms: 60_000 });
  expect(timeline.list()).toMatchObject([{ kind: 'clock.moved', at: clock.now() }]);
});

test('the time does not go back', async () => {
  expect((await call('POST', '/clock/advance', { ms: -1 })).status).toBe(422);
  expect(clock.ahead()).toBe(0);
});

test('a fault is planted, listed and removed', async () => {
  const effect = { kind: 'status', status: 429, retryAfter: 30 };
  const planted = await call('POST', '/faults', { twin: 'fcm', route: 'send', times: 2, effect });
  expect(planted.json).toMatchObject({ twin: 'fcm', id: 'f1', route: 'send', left: 2, effect });
  await call('POST', '/faults', { twin: 'apns', forMs: 60_000, effect: { kind: 'hang' } });
  expect((await call('GET', '/faults')).json).toMatchObject([
    { twin: 'apns', until: START + 60_000 },
    { twin: 'fcm' },
  ]);
  expect((await call('DELETE', '/faults/fcm/f1')).json).toEqual({ removed: 1 });
  expect((await call('DELETE', '/faults')).json).toEqual({ removed: 1 });
  expect((await call('GET', '/faults')).json).toEqual([]);
});

test('a fault tells how often it has struck', async () => {
  await call('POST', '/faults', { twin: 'fcm', times: 3, effect: { kind: 'hang' } });
  const rules = faults.fcm as ReturnType<typeof createFaultRules>;
  rules.strike({ route: 'send' });
  rules.strike({ route: 'send' });
  expect((await call('GET', '/faults')).json).toMatchObject([{ struck: 2, left: 1 }]);
  rules.strike({ route: 'send' });
  await call('POST', '/faults', { twin: 'apns', forMs: 1000, effect: { kind: 'drop' } });
  await call('POST', '/clock/advance', { ms: 1000 });
  expect((await call('GET', '/faults')).json).toEqual([]);
  expect((await call('GET', '/faults/ended')).json).toMatchObject([
    { twin: 'apns', struck: 0 },
    { twin: 'fcm', struck: 3, left: 0 },
  ]);
});

test('what is done to the sandbox itself is in its timeline, without a device token', async () => {
  const token = 'a1b2c3d4e5f6a7b8';
  await call('POST', '/faults', { twin: 'fcm', route: 'send', token, effect: { kind: 'hang' } });
  await call('POST', '/clock/advance', { ms: 7 * 24 * 3600_000 });
  await call('DELETE', '/faults');
  await call('DELETE', '/faults');
  expect(timeline.list().map(({ hop, summary }) => `${hop}: ${summary}`)).toEqual([
    'lab: A fault was planted in FCM (send): hang',
    'lab: The sandbox’s time was moved forward by 7 days',
    'lab: A fault was removed',
  ]);
  expect(JSON.stringify(timeline.list())).not.toContain(token);
});

test('what a twin does not know is refused, and says so', async () => {
  for (const fault of [
    { twin: 'fcm', route: 'nowhere', effect: { kind: 'hang' } },
    { twin: 'fcm', effect: { kind: 'explode' } },
    { twin: 'telephone', effect: { kind: 'hang' } },
    { twin: 'fcm', effect: { kind: 'hang' }, often: true },
  ]) {
    expect(await call('POST', '/faults', fault)).toMatchObject({
      status: 422,
      json: { code: 'body-invalid' },
    });
  }
  expect((await call('GET', '/faults')).json).toEqual([]);
});

test('a fault that is not there cannot be removed', async () => {
  const refused = await call('DELETE', '/faults/fcm/f9');
  expect(refused).toMatchObject({ status: 404, json: { code: 'fault-unknown' } });
});

test('one seed begins the chances of all twins anew', async () => {
  await call('POST', '/faults', { twin: 'fcm', probability: 0.5, effect: { kind: 'hang' } });
  const run = async () => {
    await call('PUT', '/faults/seed', { seed: 7 });
    const rules = faults.fcm as ReturnType<typeof createFaultRules>;
    return Array.from({ length: 30 }, () => rules.strike({ route: 'send' }).effect?.kind);
  };
  expect(await run()).toEqual(await run());
});
