import { expect, it, vi } from 'vitest';
import { createStages } from './stages.ts';

it('no sandbox is opened after the end', async () => {
  const open = vi.fn(() => Promise.reject(new Error('opened')));
  const stages = createStages(open);
  await stages.close();
  const scenario = { title: 'People say hello', phones: ['iphone'], run: async () => {} };
  await expect(stages.run(scenario, { profile: 'iphone' })).rejects.toThrow('The sandbox has ended.');
  expect(open).not.toHaveBeenCalled();
});
