import { access, cp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../refusal.ts';
import type { LockedPackage, Manifest } from './lockfile.ts';

/** This repository: the app is not imported but copied. See docs/decisions/0020. */
const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/** The app's workspace, from the root. */
export const APP = 'packages/shell/app';

/**
 * Our packages that the app is made of, and what it needs of each: Metro compiles sources; Expo loads the plugin, and
 * the shell the bridge's text, as they are built. No registry has them.
 */
export const OURS = {
  contract: ['src'],
  bridge: ['dist'],
  shell: ['src', 'dist/plugin'],
};

/** Throws Refusal `not-prepared` unless everything is there that an app is made of. The command itself sees to it first. */
export async function refuseUnprepared(): Promise<void> {
  const built = Object.entries(OURS).flatMap(([name, parts]) =>
    parts.map((part) => `packages/${name}/${part}`),
  );
  for (const path of [...built, 'node_modules/expo']) {
    await access(inRepository(path)).catch(() => {
      throw new Refusal('not-prepared', {
        message: `${inRepository(path)} is not there, which an app is made of.`,
        remedy:
          'Nothing was written. Run `npx journeys-push build --plan` once: it installs and builds what is missing.',
      });
    });
  }
}

/** The place of ours in the repository. */
export const inRepository = (path: string): string => join(root, path);

/** What is made by tools, what only tests need, and what every project has of its own. */
const LEFT_OUT = /^(node_modules|android|ios|dist|coverage|stories|testing|test|\..+)$/;
const FOR_TESTS =
  /\.(test|spec)\.tsx?$|^(jest|vitest|tsdown)\b.*|^tsconfig.*\.json$|^app\.config\.ts$|^journeys-push\.config\.json$/;

/** Copies a folder of the repository without what it needs only here. */
export async function copyFrom(path: string, to: string): Promise<void> {
  const from = inRepository(path);
  await cp(from, to, {
    recursive: true,
    filter: (source) => {
      const name = basename(source);
      return source === from || !(LEFT_OUT.test(name) || FOR_TESTS.test(name));
    },
  });
}

export async function manifestOf(
  path: string,
): Promise<Manifest & { devDependencies?: Record<string, string> }> {
  return JSON.parse(await readFile(inRepository(`${path}/package.json`), 'utf8'));
}

export async function lockedPackages(): Promise<Record<string, LockedPackage>> {
  return JSON.parse(await readFile(inRepository('package-lock.json'), 'utf8')).packages;
}
