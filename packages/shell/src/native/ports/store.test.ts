import { expect, test } from 'vitest';
import { createStorePort, type TextStore } from './store.ts';

interface FakeStore extends TextStore {
  items: Map<string, string>;
}

function fakeStore(): FakeStore {
  const items = new Map<string, string>();
  return {
    items,
    getItem: async (key) => items.get(key) ?? null,
    setItem: async (key, value) => void items.set(key, value),
    removeItem: async (key) => void items.delete(key),
  };
}

const installation = { id: 'installation-1', enrollmentKey: 'key-1', credential: 'secret' };
const text = JSON.stringify(installation);

async function stored() {
  const plain = fakeStore();
  const safe = fakeStore();
  const store = createStorePort({ plain, safe });
  await store.set('installation', text);
  return { plain, safe, store };
}

const read = async (store: { get(key: string): Promise<string | undefined> }) =>
  JSON.parse((await store.get('installation')) ?? 'null');

test('a value comes back, until it is removed', async () => {
  const { store } = await stored();
  await store.set('inbox', '{"a":1}');
  expect(await store.get('inbox')).toBe('{"a":1}');
  await store.remove('inbox');
  expect(await store.get('inbox')).toBeUndefined();
});

test('the credential is in the safe and nowhere else, and comes back with its installation', async () => {
  const { plain, safe, store } = await stored();
  expect([...plain.items.values()].join()).not.toContain('secret');
  expect([...safe.items.values()].join()).toContain('secret');
  expect(await read(store)).toEqual(installation);
});

test('a safe that has outlived the app gives its credential to no other installation, and loses it', async () => {
  const { safe } = await stored();
  const reinstalled = createStorePort({ plain: fakeStore(), safe });
  expect(await reinstalled.get('installation')).toBeUndefined();
  expect(safe.items.size).toBe(0);
});

test('a credential of another installation is not read', async () => {
  const { safe } = await stored();
  const plain = fakeStore();
  await plain.setItem('journeys-push.installation', '{"id":"installation-2","enrollmentKey":"key-2"}');
  expect(await read(createStorePort({ plain, safe }))).toEqual({
    id: 'installation-2',
    enrollmentKey: 'key-2',
  });
});

test('a dropped credential leaves the safe', async () => {
  const { safe, store } = await stored();
  await store.set('installation', JSON.stringify({ id: 'installation-1', enrollmentKey: 'key-1' }));
  expect(safe.items.size).toBe(0);
  expect(await read(store)).toEqual({ id: 'installation-1', enrollmentKey: 'key-1' });
});

test('a safe that cannot be read costs the credential, not the installation', async () => {
  const { plain, safe } = await stored();
  const locked = { ...safe, getItem: () => Promise.reject(new Error('locked')) };
  const store = createStorePort({ plain, safe: locked });
  expect(await read(store)).toEqual({ id: 'installation-1', enrollmentKey: 'key-1' });
});
