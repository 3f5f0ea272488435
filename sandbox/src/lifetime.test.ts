import { expect, test, vi } from 'vitest';
import { createLifetime } from './lifetime.ts';

test('what is kept while the others end is ended before them, and waited for', async () => {
  const ended: string[] = [];
  const lifetime = createLifetime();
  lifetime.keep(() => ended.push('folder'));
  lifetime.keep(async () => {
    lifetime.keep(async () => {
      await Promise.resolve();
      ended.push('late');
    });
    ended.push('gateway');
  });
  await lifetime.close();
  expect(ended).toEqual(['gateway', 'late', 'folder']);
});

test('what is kept after the end is ended at once', async () => {
  const ended: string[] = [];
  const lifetime = createLifetime();
  await lifetime.close();
  lifetime.keep(() => ended.push('late'));
  expect(ended).toEqual(['late']);
});

test('one that throws does not keep the others from ending', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const ended: string[] = [];
  const lifetime = createLifetime();
  lifetime.keep(() => ended.push('folder'));
  lifetime.keep(() => {
    throw new Error('no');
  });
  lifetime.keep(() => Promise.reject(new Error('neither')));
  await lifetime.close();
  expect(ended).toEqual(['folder']);
  expect(said.mock.calls).toEqual([['While closing: neither\n'], ['While closing: no\n']]);
});
