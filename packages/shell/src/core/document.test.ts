import { describe, expect, test } from 'vitest';
import { launch } from '../../test/launch.ts';
import { openDocument } from './document.ts';

function memory(text?: string) {
  const writes: string[] = [];
  const logged: string[] = [];
  return {
    writes,
    logged,
    options: {
      key: 'k',
      empty: { a: 1, b: 2 },
      log: (code: string) => logged.push(code),
      store: {
        get: async () => text,
        set: async (_: string, value: string) => void writes.push(value),
        remove: async () => {},
      },
    },
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
    const { options, writes, logged } = memory();
    const get = () => Promise.reject(new Error('locked'));
    const document = await openDocument({ ...options, store: { ...options.store, get } });
    await document.set({ a: 3, b: 3 });
    expect([document.get(), writes, logged]).toEqual([{ a: 3, b: 3 }, [], ['store.unreadable']]);
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
