import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { expect, it } from 'vitest';

it('is built for people, whatever the environment says: React tells nobody of its own warnings', async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const built = await build({
    root: join(import.meta.dirname, '..'),
    logLevel: 'silent',
    build: { write: false, minify: false },
  });
  const { output } = built as Rollup.RollupOutput;
  const code = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  expect(code.length).toBeGreaterThan(500_000);
  expect(code.includes('on a DOM element')).toBe(false);
}, 60_000);
