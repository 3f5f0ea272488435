import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

const shown = (text: string) =>
  importsOf('file.tsx', text).map(({ specifier, kind, known }) => `${kind}${known ? '' : '?'} ${specifier}`);

test.each([
  ["import a from 'x';", 'static x'],
  ["import 'x';", 'static x'],
  ["import * as a from 'x/y.ts';", 'static x/y.ts'],
  ["import a from './x.json' with { type: 'json' };", 'static ./x.json'],
  ["export * from 'x';", 'static x'],
  ["export { a } from 'x';", 'static x'],
  ["import type { A } from 'x';", 'type x'],
  ["export type { A } from 'x';", 'type x'],
  ["export type * from 'x';", 'type x'],
  ["type A = import('x').A;", 'type x'],
  ["const a: typeof import('x') = b;", 'type x'],
  ["import { type A } from 'x';", 'static x'],
  ["const a = await import('x');", 'lazy x'],
  ['const a = await import(`x`);', 'lazy x'],
  ['const a = await import(name);', 'lazy? name'],
  ["import a = require('x');", 'static x'],
  ["const a = require('x');", 'static x'],
  ["const a = createRequire(import.meta.url).resolve('x');", 'static x'],
  ["const a = import.meta.resolve('x');", 'static x'],
])('%s is an import', (text, expected) => {
  expect(shown(text)).toEqual([expected]);
});

test.each([
  "// import a from 'x';",
  "/** Use `import a from 'x'`. */",
  'const text = "import a from \'x\'";',
  "path.resolve('x');",
  'export { a };',
  'const a = <p>import b from "x"</p>;',
])('%s is none', (text) => {
  expect(shown(text)).toEqual([]);
});
