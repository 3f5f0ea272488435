import { describe, expect, it } from 'vitest';
import { createTimeline } from '../timeline.ts';
import { ControlFailure } from './problem.ts';
import { createControlApp } from './server.ts';
import type { Phone } from './wire.ts';
import type { ControlledPhone, World } from './world.ts';

const LAB = 'http://lab.push.localhost:4400';
const TOKEN = 'secret-token';

/** One phone that writes down what is done to it. */
function setUp() {
  const done: string[] = [];
  const note =
    (action: string) =>
    async (...args: unknown[]) => {
      const said = args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : arg));
      done.push([action, ...said].join(' '));
    };
  const phone: ControlledPhone = {
    id: 'p1',
    view: () => ({ id: 'p1' }) as Phone,
    ...{
      launch: note('launch'),
      background: note('background'),
      kill: note('kill'),
      reinstall: note('reinstall'),
      forceStop: note('forceStop'),
      clearData: note('clearData'),
      restore: note('restore'),
      upgradeSystem: note('upgradeSystem'),
      updateApp: note('updateApp'),
      loseUnusedPermissions: note('loseUnusedPermissions'),
      authorizeProvisionally: note('authorizeProvisionally'),
    },
    ...{
      setDoze: note('setDoze'),
      setFocus: note('setFocus'),
      setTimeZone: note('setTimeZone'),
      setLanguage: note('setLanguage'),
      setClockSkew: note('setClockSkew'),
      makeChannel: note('makeChannel'),
      setChannel: note('setChannel'),
      answerQuiet: note('answerQuiet'),
    },
    ...{
      rotateToken: note('rotateToken'),
      setNotifications: note('setNotifications'),
      setOnline: note('setOnline'),
    },
    ...{
      answerDialog: note('answerDialog'),
      tap: note('tap'),
      dismiss: note('dismiss'),
      load: note('load'),
      closeBrowser: note('closeBrowser'),
    },
    evaluate: async () => ({ kind: 'absent' }),
  };
  const failures: Error[] = [];
  const listeners = { count: 0 };
  const world = {
    phones: () => [phone],
    onPhones: () => {
      listeners.count++;
      return () => listeners.count--;
    },
    contacts: () => [],
    sendPush: async () => {
      throw new Error('boom with a stack');
    },
    timeline: createTimeline({ now: () => 1, capacity: 100_000 }),
  } as Partial<World> as World;
  const app = createControlApp(world, {
    token: TOKEN,
    origins: () => [LAB],
    expected: (error) => (error instanceof ControlFailure ? error : undefined),
    onFailure: (error) => failures.push(error),
  });
  const call = (
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ) =>
    app.request(path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
  return { call, done, failures, listeners, world };
}

describe('the control API', () => {
  it.each([
    ['POST', '/api/phones/p1/launch', undefined, 'launch'],
    ['POST', '/api/phones/p1/background', undefined, 'background'],
    ['POST', '/api/phones/p1/kill', undefined, 'kill'],
    ['POST', '/api/phones/p1/reinstall', undefined, 'reinstall'],
    ['POST', '/api/phones/p1/rotate-token', undefined, 'rotateToken'],
    ['POST', '/api/phones/p1/close-browser', undefined, 'closeBrowser'],
    ['POST', '/api/phones/p1/load', '{"url":"/a"}', 'load /a'],
    ['POST', '/api/phones/p1/dialog', '{"answer":"deny"}', 'answerDialog deny'],
    ['POST', '/api/phones/p1/tap', '{"notificationId":"n1"}', 'tap n1'],
    ['POST', '/api/phones/p1/dismiss', '{"notificationId":"n1"}', 'dismiss n1'],
    ['PUT', '/api/phones/p1/notifications', '{"enabled":false}', 'setNotifications false'],
    ['PUT', '/api/phones/p1/online', '{"enabled":true}', 'setOnline true'],
    ['POST', '/api/phones/p1/force-stop', undefined, 'forceStop'],
    ['POST', '/api/phones/p1/clear-data', undefined, 'clearData'],
    ['POST', '/api/phones/p1/lose-unused-permissions', undefined, 'loseUnusedPermissions'],
    ['POST', '/api/phones/p1/authorize-provisionally', undefined, 'authorizeProvisionally'],
    ['POST', '/api/phones/p1/restore', '{}', 'restore {"withStorage":false}'],
    ['POST', '/api/phones/p1/upgrade-system', '{"version":"13"}', 'upgradeSystem 13'],
    ['POST', '/api/phones/p1/update-app', '{"targetLevel":33}', 'updateApp {"targetLevel":33}'],
    ['PUT', '/api/phones/p1/doze', '{"enabled":true}', 'setDoze true'],
    ['PUT', '/api/phones/p1/focus', '{"enabled":true}', 'setFocus true'],
    ['PUT', '/api/phones/p1/time-zone', '{"timeZone":"Asia/Tokyo"}', 'setTimeZone Asia/Tokyo'],
    ['PUT', '/api/phones/p1/language', '{"language":"de-AT"}', 'setLanguage de-AT'],
    ['PUT', '/api/phones/p1/clock-skew', '{"ms":-5}', 'setClockSkew -5'],
    ['POST', '/api/phones/p1/channels', '{"id":"news"}', 'makeChannel {"id":"news","importance":"default"}'],
    ['PUT', '/api/phones/p1/channels', '{"id":"news","importance":"none"}', 'setChannel news none'],
    [
      ...(['POST', '/api/phones/p1/answer-quiet'] as const),
      '{"notificationId":"n1","answer":"turn-off"}',
      'answerQuiet n1 turn-off',
    ],
  ])('%s %s does it and answers the phone', async (method, path, body, action) => {
    const { call, done } = setUp();
    const answer = await call(method, path, body === undefined ? {} : { body });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ id: 'p1' });
    expect(done).toEqual([action]);
  });

  it.each([
    ['no token', { headers: { authorization: '' } }, 401, 'token-refused'],
    ['another token', { headers: { authorization: 'Bearer secret-tokem' } }, 401, 'token-refused'],
    ['a page in a phone', { headers: { origin: 'http://p1.push.localhost:4400' } }, 403, 'origin-refused'],
    ['an opaque page', { headers: { origin: 'null' } }, 403, 'origin-refused'],
    ['broken JSON', { body: '{' }, 400, 'body-malformed'],
    ['a wrong field', { body: '{"answer":"maybe"}' }, 422, 'body-invalid'],
    ['no body', {}, 400, 'body-malformed'],
    [
      'a form',
      { body: 'answer=allow', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'media-type',
    ],
    ['a huge body', { body: JSON.stringify({ answer: 'x'.repeat(1_100_000) }) }, 413, 'body-too-large'],
  ])('refuses %s with a code and does nothing', async (_what, request, status, code) => {
    const { call, done } = setUp();
    const answer = await call('POST', '/api/phones/p1/dialog', request);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      code,
      status,
      title: expect.any(String),
      remedy: expect.any(String),
    });
    expect(done).toEqual([]);
  });

  it('lets the lab in', async () => {
    const { call } = setUp();
    expect((await call('GET', '/api/phones', { headers: { origin: LAB } })).status).toBe(200);
  });

  it('knows no other phone and no other route', async () => {
    const { call } = setUp();
    expect(await (await call('POST', '/api/phones/p9/launch')).json()).toMatchObject({
      code: 'phone-unknown',
      status: 404,
    });
    expect(await (await call('GET', '/api/nothing')).json()).toMatchObject({
      code: 'route-unknown',
      status: 404,
    });
  });

  it('hides its own failures from the caller and tells the operator', async () => {
    const { call, failures } = setUp();
    const answer = await call('POST', '/api/pushes', { body: '{"contact":"a","title":"b"}' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('boom');
    expect(failures.map((error) => error.message)).toEqual(['boom with a stack']);
  });

  it('answers the timeline by trace and from a position', async () => {
    const { call, world } = setUp();
    const one = { traceId: 'a', hop: 'phone', kind: 'x', summary: 'X.' } as const;
    for (const traceId of ['a', 'b', 'a']) world.timeline.record({ ...one, traceId });
    const read = async (query: string) =>
      (await (await call('GET', `/api/timeline?${query}`)).json()) as { seq: number }[];
    expect((await read('traceId=a')).map(({ seq }) => seq)).toEqual([1, 3]);
    expect((await read('after=1&limit=1')).map(({ seq }) => seq)).toEqual([3]);
  });

  it('describes every route it serves', async () => {
    const { call } = setUp();
    const description = (await (await call('GET', '/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        '/api/phones',
        '/api/phones/{id}/tap',
        '/api/pushes',
        '/api/timeline',
        '/api/events',
      ]),
    );
  });

  it('streams phones and timeline as they change', async () => {
    const { call, listeners, world } = setUp();
    const answer = await call('GET', '/api/events');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain('event: phones\ndata: [{"id":"p1"}]');
    world.timeline.record({ traceId: 'a', hop: 'phone', kind: 'x', summary: 'X.' });
    const second = await reader?.read();
    expect(second?.value).toContain('event: timeline');
    await reader?.cancel();
    await expect.poll(() => listeners.count).toBe(0);
  });

  it('forgets a lab that leaves while the past is told to it', async () => {
    const { call, listeners, world } = setUp();
    for (let n = 0; n < 500; n++)
      world.timeline.record({ traceId: 'a', hop: 'phone', kind: 'x', summary: 'X.' });
    const answer = await call('GET', '/api/events');
    await answer.body?.cancel();
    await expect.poll(() => listeners.count).toBe(0);
  });

  it('lets a caller go who takes no events, and goes on where it was when it comes back', async () => {
    const { call, listeners, world } = setUp();
    const record = () => world.timeline.record({ traceId: 'a', hop: 'phone', kind: 'x', summary: 'X.' });
    record();
    const answer = await call('GET', '/api/events');
    const stalled = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let taken = '';
    while (!taken.includes('id: 1\n')) taken += (await stalled?.read())?.value ?? '';
    for (let n = 0; n < 25_000; n++) record();
    await expect.poll(() => listeners.count).toBe(0);
    for (let part = await stalled?.read(); !part?.done; part = await stalled?.read())
      taken += part?.value ?? '';
    const last = Number(
      taken
        .match(/^id: \d+$/gm)
        ?.at(-1)
        ?.slice(4),
    );
    expect(last).toBeLessThan(25_001);

    const again = await call('GET', '/api/events', { headers: { 'last-event-id': `${10_000 + last}` } });
    const reader = again.body?.pipeThrough(new TextDecoderStream()).getReader();
    let first: string | undefined;
    while (!first) first = /^id: (\d+)$/m.exec((await reader?.read())?.value ?? '')?.[1];
    expect(Number(first)).toBe(10_001 + last);
    await reader?.cancel();
  });

  it('tells the past in order, then what happens, each event once', async () => {
    const { call, world } = setUp();
    const record = () => world.timeline.record({ traceId: 'a', hop: 'phone', kind: 'x', summary: 'X.' });
    for (let n = 0; n < 3; n++) record();
    const answer = await call('GET', '/api/events', { headers: { 'last-event-id': '1' } });
    record();
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const seen: string[] = [];
    while (seen.length < 3) {
      const { value = '' } = (await reader?.read()) ?? {};
      seen.push(...[...value.matchAll(/^id: (\d+)$/gm)].map(([, id = '']) => id));
    }
    expect(seen).toEqual(['2', '3', '4']);
    await reader?.cancel();
  });
});
