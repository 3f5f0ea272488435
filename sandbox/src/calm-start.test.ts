import { expect, test } from 'vitest';
import { startSandbox } from './sandbox.ts';

test('a sandbox that starts well says of nothing but its checks of credentials that it has failed', async () => {
  const sandbox = await startSandbox();
  try {
    const said = () => sandbox.timeline.list({});
    const validated = () => said().filter(({ kind }) => kind === 'channel.validated');
    await expect
      .poll(() => validated().map(({ outcome }) => outcome), { timeout: 20_000 })
      .toEqual(['ok', 'ok']);
    const checks = new Set(validated().map(({ traceId }) => traceId));
    const failed = said().filter(({ outcome, traceId }) => outcome === 'failed' && !checks.has(traceId));
    expect(failed).toEqual([]);
  } finally {
    await sandbox.close();
  }
}, 60_000);
