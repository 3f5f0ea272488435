import { expect, test } from 'vitest';
import { type LockedPackage, lockfileFor } from './lockfile.ts';

const manifest = {
  name: 'shop',
  version: '1.0.0',
  dependencies: { '@ours/shell': 'file:vendor/shell', expo: '57.0.1' },
};
const shell = { name: '@ours/shell', version: '0.1.0', dependencies: { zod: '4.0.0' } };

/** The lockfile of a repository where the app is one of several workspaces. */
const locked = (more: Record<string, LockedPackage> = {}): Record<string, LockedPackage> => ({
  '': { workspaces: ['packages/*'] },
  app: { version: '0.1.0', dependencies: { expo: '57.0.1' } },
  'packages/shell': { version: '0.1.0', devDependencies: { vitest: '4.0.0' } },
  'node_modules/@ours/shell': { resolved: 'packages/shell', link: true },
  'node_modules/expo': {
    version: '57.0.1',
    integrity: 'sha512-expo',
    dev: true,
    dependencies: { react: '19' },
  },
  'node_modules/react': { version: '19.2.3', peerDependencies: { zod: '4' } },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/vitest': { version: '4.0.0' },
  ...more,
});
const of = (packages: Record<string, LockedPackage>) =>
  lockfileFor({ locked: packages, workspace: 'app', manifest, vendored: { 'vendor/shell': shell } });

test('a project is locked to the modules of the repository, and to no others', () => {
  expect(of(locked())).toEqual({
    name: 'shop',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': manifest,
      'vendor/shell': shell,
      'node_modules/@ours/shell': { resolved: 'vendor/shell', link: true },
      'node_modules/expo': { version: '57.0.1', integrity: 'sha512-expo', dependencies: { react: '19' } },
      'node_modules/react': { version: '19.2.3', peerDependencies: { zod: '4' } },
      'node_modules/zod': { version: '4.0.0' },
    },
  });
});

test('what the workspace has for itself, the project has too', () => {
  const own = { 'app/node_modules/expo': { version: '57.0.2' } };
  expect(of(locked(own))).toHaveProperty(['packages', 'node_modules/expo', 'version'], '57.0.2');
});

test('two versions at one place are an error', () => {
  const own = {
    'app/node_modules/react': { version: '18.0.0' },
    'app/node_modules/expo': { version: '57.0.2', dependencies: { react: '18', left: '1' } },
    'node_modules/left': { version: '1.0.0', dependencies: { react: '19' } },
  };
  expect(() => of(locked(own))).toThrow('node_modules/react is wanted as 18.0.0 and as 19.2.3');
});
