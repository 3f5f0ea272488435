import { expect, it, vi } from 'vitest';
import { lazily } from './lazy.ts';

it('loads once for all, and again after a failure', async () => {
  const load = vi.fn(async () => 'there').mockRejectedValueOnce(new Error('no file'));
  const get = lazily(load);
  await expect(Promise.all([get(), get()])).rejects.toThrow('no file');
  expect(load).toHaveBeenCalledTimes(1);
  expect(await Promise.all([get(), get()])).toEqual(['there', 'there']);
  expect(load).toHaveBeenCalledTimes(2);
});
