import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
/** What is asked of the first load; bench/lab-load.ts measures the same in a browser. */
const LIMIT_KB = 350;

let output: Rollup.RollupOutput['output'];
beforeAll(async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const built = await build({ root, logLevel: 'silent', build: { write: false } });
  output = (built as Rollup.RollupOutput).output;
}, 120_000);

it('is built for people, whatever the environment says: React tells nobody of its own warnings', () => {
  const code = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  expect(code.length).toBeGreaterThan(500_000);
  expect(code.includes('on a DOM element')).toBe(false);
});

it(`the first load is ${LIMIT_KB} kB at most: the page and all that it names`, () => {
  const page = String(textOf('index.html'));
  const names = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, name = '']) => name);
  // The entry, what it imports, and their styles: a part that is loaded later is not named.
  expect(names.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(1);
  expect(names.some((name) => name.endsWith('.css'))).toBe(true);
  const sizes = Object.fromEntries(
    ['index.html', ...names].map((name) => [name, gzipSync(textOf(name), { level: 9 }).length]),
  );
  const kB = Object.values(sizes).reduce((sum, size) => sum + size, 0) / 1000;
  expect(kB, `${kB.toFixed(1)} kB gzip: ${JSON.stringify(sizes, null, 2)}`).toBeLessThanOrEqual(LIMIT_KB);
  expect(kB).toBeGreaterThan(100);
});

/** A file of the build, or one that is taken as it is. */
function textOf(name: string): string | Uint8Array {
  const file = output.find(({ fileName }) => fileName === name);
  if (!file) return readFileSync(join(root, 'public', name));
  return file.type === 'chunk' ? file.code : file.source;
}
