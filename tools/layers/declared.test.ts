import { expect, test } from 'vitest';
import { undeclaredImports } from './declared.ts';
import { importsOf } from './imports.ts';

const manifest = {
  name: '@journeys-push/gateway',
  dependencies: { hono: '4' },
  peerDependencies: { react: '19' },
  devDependencies: { '@types/pg': '8', nock: '14' },
};
const root = { name: 'journeys-push', devDependencies: { vitest: '4' } };
const undeclared = (path: string, text: string) =>
  undeclaredImports({ path, imports: importsOf(path, text) }, manifest, root);

test('an import that the package does not declare is found', () => {
  expect(undeclared('packages/gateway/src/x.ts', "import 'pg/lib/client';")).toEqual([
    'packages/gateway/src/x.ts → pg/lib/client: @journeys-push/gateway does not declare pg',
  ]);
  expect(undeclared('packages/gateway/src/x.ts', "import '@journeys-push/contract/problems';")).toHaveLength(
    1,
  );
  expect(undeclared('packages/gateway/src/x.ts', "await import('@scope/name/sub');")).toHaveLength(1);
});

test('what ships may not use what is declared for development only', () => {
  for (const text of ["import 'nock';", "import 'vitest';"]) {
    expect(undeclared('packages/gateway/src/x.ts', text)).toHaveLength(1);
    expect(undeclared('packages/gateway/src/x.test.ts', text)).toEqual([]);
    expect(undeclared('packages/gateway/tsdown.config.ts', text)).toEqual([]);
  }
  expect(undeclared('packages/gateway/src/x.ts', "import type { A } from 'nock';")).toEqual([]);
});

test("declared libraries, Node's modules, files and the package itself are fine", () => {
  const text =
    "import 'hono/cors'; import 'react'; import 'node:fs'; import './y.ts'; import '@journeys-push/gateway';";
  expect(undeclared('packages/gateway/src/x.ts', text)).toEqual([]);
});

test('the tools at the root use what is declared there', () => {
  const imports = importsOf('tools/x.ts', "import 'vitest'; import 'hono';");
  expect(undeclaredImports({ path: 'tools/x.ts', imports }, root, root)).toEqual([
    'tools/x.ts → hono: journeys-push does not declare hono',
  ]);
});
