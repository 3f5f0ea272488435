import { describe, expect, test } from 'vitest';
import { brokenBorders } from './layers/borders.ts';
import { undeclaredImports } from './layers/declared.ts';
import { manifestOf, sourceFiles } from './layers/repository.ts';
import { table } from './layers/table.ts';

const files = sourceFiles();
const within = (folder: string) => files.filter(({ path }) => path.startsWith(folder));

test('there is something to check', () => {
  for (const folder of ['packages/contract/', 'packages/bridge/', 'packages/shell/', 'sandbox/src/']) {
    expect(within(folder).flatMap(({ imports }) => imports).length).toBeGreaterThan(0);
  }
});

test('nobody imports what the table of layers does not allow', () => {
  const workspaces = files.filter(({ path }) => path.includes('/') && !path.startsWith('.'));
  expect(workspaces.flatMap((file) => brokenBorders(file, table))).toEqual([]);
});

test('every package declares what it imports', () => {
  const root = manifestOf('package.json');
  expect(files.flatMap((file) => undeclaredImports(file, manifestOf(file.path), root))).toEqual([]);
});

describe('promises', () => {
  test('the bridge brings no library: no dependencies, and React only where the page has it', () => {
    const bridge = manifestOf('packages/bridge/package.json');
    expect(bridge.dependencies ?? {}).toEqual({});
    expect(bridge.optionalDependencies ?? {}).toEqual({});
    expect(Object.keys(bridge.peerDependencies ?? {})).toEqual(['react']);
    expect(bridge).toHaveProperty('peerDependenciesMeta.react.optional', true);
  });

  test('what ships never imports the sandbox, not even in a test or lazily, but for the CLI', () => {
    const sandbox = /^@journeys-push\/(sandbox|lab)|(^|\/)sandbox\//;
    const found = within('packages/')
      .filter(({ path }) => !path.startsWith('packages/cli/'))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier }) => sandbox.test(specifier))
          .map(({ specifier }) => `${path} → ${specifier}`),
      );
    expect(found).toEqual([]);
  });
});
