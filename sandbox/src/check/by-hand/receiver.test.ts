import { afterEach, describe, expect, test, vi } from 'vitest';
import { openReceiver, type Receiver, type ReceiverOptions } from './receiver.ts';
import { createAppModel } from './testing/app-model.ts';
import type { Task } from './wire.ts';

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

async function open(options: Partial<ReceiverOptions> = {}) {
  receiver = await openReceiver({ port: 0, host: '127.0.0.1', holdMs: 50, ...options });
  const [url = ''] = receiver.urls;
  const place = createAppModel(url, { platform: 'ios', osVersion: '18.5' }).place();
  const post = (what: string, body: unknown) =>
    fetch(url + what, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  const turn = async (have = 0, more: object = {}): Promise<Task | null> =>
    (await (await post('turn', { place: { ...place, ...more }, have })).json()).task;
  const done = (task: number, result: object) => post('done', { place, task, result });
  return { ...receiver, url, place, post, turn, done };
}

const question = { act: 'test', say: ['Yes?'], choices: [{ name: 'yes', label: 'Yes' }] };
const yes = { kind: 'chosen', choice: 'yes' };

describe('the receiver', () => {
  test('gives out its page below the one-time path, with a policy that lets nothing else in', async () => {
    const { url, link } = await open();
    for (const address of [url, new URL(link, url).href]) {
      const answer = await fetch(address);
      const html = await answer.text();
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'sha256-/,
      );
      expect(html).toContain('journeys-push check');
      // Nothing is left to be filled in.
      expect(html).not.toMatch(/PERFORM|\* (SCRIPT|STYLE) \*/);
    }
  });

  test.each(['', 'turn', 'done', 'opened'])('says nothing below any other path: %s', async (what) => {
    const { port, place } = await open();
    for (const path of ['/', '/abcdefghjkmn/', '/abcdefghjkmn/../']) {
      const body = JSON.stringify({ place, have: 0 });
      for (const init of [{}, { method: 'POST', body }]) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}${what}`, init);
        expect([answer.status, await answer.text()]).toEqual([404, '']);
      }
    }
  });

  test('makes another path each time', async () => {
    const { url } = await open();
    await receiver?.close();
    expect((await open()).url).not.toBe(url);
    expect(new URL(url).pathname).toMatch(/^\/[0-9a-z]{12}\/$/);
  });

  test('leaves nothing that runs on when it is closed while a page waits', async () => {
    const { turn } = await open({ holdMs: 15_000 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const held = expect(turn()).rejects.toThrow();
      await expect.poll(() => vi.getTimerCount()).toBe(1);
      const closed = receiver?.close();
      // Longer than somebody who is being answered may take to have it.
      vi.advanceTimersByTime(1_000);
      await Promise.all([closed, held]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another thing', '[]'],
    ['a place without a phone', { place: {}, have: 0 }],
    ['a negative number', 'negative'],
  ])('refuses %s', async (_, body) => {
    const { post, place, line } = await open();
    const given = body === 'negative' ? { place, have: -1 } : body;
    for (const what of ['turn', 'done']) expect((await post(what, given)).status).toBe(400);
    expect(line.place()).toBeUndefined();
  });

  test('refuses more than a page ever says', async () => {
    const { post, place } = await open();
    const errors = ['x'.repeat(70_000)];
    expect((await post('turn', { place: { ...place, errors }, have: 0 })).status).toBe(413);
    expect((await post('turn', { place: { ...place, errors: ['x'.repeat(600)] }, have: 0 })).status).toBe(
      400,
    );
  });

  test('says that its port is taken', async () => {
    const { port } = await open();
    await expect(openReceiver({ port, host: '127.0.0.1' })).rejects.toMatchObject({
      ...{ name: 'CheckFailure', code: 'port-taken' },
      remedy: expect.stringContaining('--port'),
    });
  });
});

describe('a task', () => {
  test('waits for the page, and the page for it', async () => {
    const { line, turn, done } = await open({ holdMs: 5_000 });
    const waiting = turn();
    const asked = line.ask(question);
    const task = await waiting;
    expect(task).toMatchObject({ kind: 'ask', say: ['Yes?'] });
    await done(task?.id ?? 0, yes);
    expect(await asked).toBe('yes');
    expect(line.place()?.phone).toBe('phoneinhand');
  });

  test('is done once, however often that is said', async () => {
    const { line, turn, done } = await open();
    const first = line.ask(question);
    const second = line.ask({ ...question, choices: [...question.choices, { name: 'no', label: 'No' }] });
    const { id } = (await turn()) ?? { id: 0 };
    for (const _ of [1, 2]) expect((await done(id, yes)).status).toBe(204);
    expect(await first).toBe('yes');
    const next = (await turn(id)) ?? { id: 0 };
    expect(next.id).toBe(id + 1);
    await done(id, yes);
    await done(next.id, { kind: 'chosen', choice: 'no' });
    expect(await second).toBe('no');
  });

  test('is not done by what was not offered, nor by the answer to something else', async () => {
    const { line, turn, done } = await open();
    const asked = line.ask(question);
    const { id } = (await turn()) ?? { id: 0 };
    await done(id, { kind: 'chosen', choice: 'opened' });
    await done(id, { kind: 'called', outcome: { kind: 'page-gone' }, ms: 1, tokens: {} });
    await done(id, yes);
    expect(await asked).toBe('yes');
  });

  test('is given again to a page that was loaded anew', async () => {
    const { line, turn, done } = await open();
    const asked = line.ask(question);
    const before = await turn();
    const after = await turn(0, { document: 'anotherdocument' });
    expect(after?.id).toBe(before?.id);
    await done(after?.id ?? 0, yes);
    expect(await asked).toBe('yes');
  });

  test('is for one phone: a second one is told to wait', async () => {
    const { line, turn } = await open();
    await turn();
    void line.ask(question).catch(() => {});
    expect(await turn(0, { phone: 'anotherphone' })).toMatchObject({ kind: 'busy' });
    expect(line.place()?.phone).toBe('phoneinhand');
    line.break(new Error('over'));
  });

  test('may be for any phone, and then is of the one that answers', async () => {
    const { line, turn, done } = await open();
    const asked = line.ask({ ...question, anyPhone: true });
    await turn();
    expect(await turn(0, { phone: 'anotherphone' })).toMatchObject({ kind: 'ask' });
    const { id } = (await turn()) ?? { id: 0 };
    await done(id, yes);
    expect(await asked).toBe('yes');
    expect(await turn(id, { phone: 'anotherphone' })).toMatchObject({ kind: 'busy' });
  });

  test('that is a call is lost with a phone that says nothing more', async () => {
    const { line, turn } = await open({ lostMs: 20 });
    const call = {
      api: 'median',
      name: 'registrationInfo',
      options: undefined,
      form: 'promise',
      seconds: 0,
    } as const;
    const called = line.call(call);
    expect(await turn()).toMatchObject({ kind: 'call', call: { name: 'registrationInfo' } });
    expect((await called).outcome).toEqual({ kind: 'page-gone' });
  });
});
