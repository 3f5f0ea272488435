import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLine } from './line.ts';
import { createAppModel } from './testing/app-model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const place = createAppModel('http://127.0.0.1/abc/', { platform: 'ios', osVersion: '18.5' }).place();
const call = {
  ...({
    api: 'median',
    name: 'registrationInfo',
    options: undefined,
    form: 'promise',
    seconds: 180,
  } as const),
};

test('a call that the end of the check cuts short leaves nothing that runs on', async () => {
  const line = createLine();
  const called = line.call(call);
  expect(await line.turn({ place, have: 0 })).toMatchObject({ kind: 'call' });
  line.break(new Error('enough'));
  await expect(called).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});

test('an end that is cut short leaves nothing that runs on', async () => {
  const line = createLine();
  line.break(new Error('enough'));
  await expect(line.end(['The end.'])).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});
