import { describe, expect, it } from 'vitest';
import { ControlError } from '../../src/control/client.ts';
import { createNotices } from './notices.ts';

const refusal = (code: string) =>
  new ControlError({ code, title: 'No.', status: 409, detail: `No: ${code}`, remedy: 'Do something else.' });

describe('notices', () => {
  it('carry code, text and remedy of a refusal', async () => {
    const notices = createNotices();
    expect(await notices.watch(Promise.reject(refusal('not-possible')))).toBeUndefined();
    expect(notices.get()).toMatchObject([
      { code: 'not-possible', text: 'No: not-possible', remedy: 'Do something else.' },
    ]);
  });
  it('let a good answer through', async () => {
    const notices = createNotices();
    expect(await notices.watch(Promise.resolve(7))).toBe(7);
    expect(notices.get()).toEqual([]);
  });
  it('say that the sandbox is gone', async () => {
    const notices = createNotices();
    await notices.watch(Promise.reject(new TypeError('Failed to fetch')));
    expect(notices.get()[0]?.code).toBe('sandbox-unreachable');
  });
  it('do not pile up', async () => {
    const notices = createNotices();
    for (const code of ['a', 'b', 'b', 'c', 'd']) await notices.watch(Promise.reject(refusal(code)));
    expect(notices.get().map(({ code }) => code)).toEqual(['b', 'c', 'd']);
    notices.dismiss(notices.get()[0]?.id ?? 0);
    expect(notices.get()).toHaveLength(2);
  });
});
