import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../test/fake-clock.ts';
import { launch } from '../../test/launch.ts';
import { openDocument } from './document.ts';

function memory(text?: string) {
  const writes: string[] = [];
  const logged: string[] = [];
  const clock = createFakeClock();
  return {
    writes,
    logged,
    clock,
    options: {
      key: 'k',
      empty: { a: 1, b: 2 },
      log: (code: string) => logged.push(code),
      clock,
      store: {
        get: async () => text,
        set: async (_: string, value: string) => void writes.push(value),
        remove: async () => {},
      },
    },
  };
}

/** A read that fails this many times. */
function failing<T extends unknown[], R>(times: number, read: (...given: T) => Promise<R>) {
  let left = times;
  return (...given: T): Promise<R> => {
    left -= 1;
    return left >= 0 ? Promise.reject(new Error('locked')) : read(...given);
  };
}

describe('a document', () => {
  test('of an older shell gets what it lacks', async () => {
    const { options } = memory('{"a":7}');
    expect((await openDocument(options)).get()).toEqual({ a: 7, b: 2 });
  });

  test.each(['nonsense', '[]', 'null', '7'])('that is %s starts anew, with a log line', async (text) => {
    const { options, logged } = memory(text);
    expect((await openDocument(options)).get()).toEqual({ a: 1, b: 2 });
    expect(logged).toEqual(['store.corrupt']);
  });

  test('that cannot be read is never written over', async () => {
    const { options, writes, logged, clock } = memory();
    const get = () => Promise.reject(new Error('locked'));
    const opening = openDocument({ ...options, store: { ...options.store, get } });
    await clock.advance(2_000);
    const document = await opening;
    await document.set({ a: 3, b: 3 });
    expect([document.get(), writes]).toEqual([{ a: 3, b: 3 }, []]);
    expect(new Set(logged)).toEqual(new Set(['store.unreadable']));
  });

  test('that cannot be read for a moment is read again', async () => {
    const { options, clock } = memory('{"a":7}');
    const get = failing(1, options.store.get);
    const opening = openDocument({ ...options, store: { ...options.store, get } });
    await clock.advance(2_000);
    expect((await opening).get()).toEqual({ a: 7, b: 2 });
  });

  test('that cannot be written is held in memory', async () => {
    const { options, logged } = memory();
    const set = () => Promise.reject(new Error('full'));
    const document = await openDocument({ ...options, store: { ...options.store, set } });
    await document.set({ a: 3, b: 3 });
    expect([document.get(), logged]).toEqual([{ a: 3, b: 3 }, ['store.failed']]);
  });

  test('is written in order; changes made during a write share the next one', async () => {
    const { options, writes } = memory();
    const document = await openDocument(options);
    void document.set({ a: 1, b: 0 });
    expect(document.isDurable()).toBe(false);
    void document.set({ a: 2, b: 0 });
    await document.set({ a: 3, b: 0 });
    expect(writes).toEqual(['{"a":3,"b":0}']);
    expect(document.isDurable()).toBe(true);
  });
});

test('a phone whose storage fails still registers', async () => {
  const set = () => Promise.reject(new Error('full'));
  const app = await launch({ ports: (ports) => ({ ...ports, store: { ...ports.store, set } }) });
  await app.allow();
  expect(await app.register('a')).toMatchObject({ success: true });
  expect(app.logged('store.failed').length).toBeGreaterThan(0);
});

test('an installation that cannot be read is waited for: no other one is made, and pages are answered', async () => {
  const app = await launch();
  await app.allow();
  await app.register('a');
  const { installationId } = await app.info();
  const requests = app.gateway.requests.length;
  let readable = false;
  const next = await app
    .relaunch({
      ports: ({ store, ...ports }) => ({
        ...ports,
        store: {
          ...store,
          get: (key) => (readable ? store.get(key) : Promise.reject(new Error('locked'))),
        },
      }),
    })
    .start();
  const early = next.info();
  await next.clock.advance(60_000);
  expect(await early).toMatchObject({ error: 'deadline' });
  expect(app.gateway.requests).toHaveLength(requests);
  readable = true;
  await next.clock.advance(10_000);
  expect(await next.info()).toMatchObject({
    installationId,
    isFirstLaunch: false,
    registration: { state: 'registered', userId: 'a' },
  });
});
