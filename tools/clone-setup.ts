import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { cloneRepository } from './clone.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a fresh clone. */
    clone: string;
  }
}

/** One clone for the whole run: what its first command builds, the others need not. */
export default function setup({ provide }: TestProject): () => Promise<void> {
  const { folder, remove } = cloneRepository();
  lendPackages(folder);
  provide('clone', folder);
  return remove;
}

/**
 * Installing takes a minute and a half, and `npm test` has just shown in this very checkout that it works. Where the
 * files cannot be shared, as between two disks, the clone's first command installs by itself.
 */
function lendPackages(folder: string): void {
  const root = new URL('..', import.meta.url).pathname;
  const packages = execFileSync('git', ['ls-files', 'package.json', '*/package.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const place of packages.trim().split('\n').map(dirname)) {
    const from = join(root, place, 'node_modules');
    if (!existsSync(from)) continue;
    try {
      execFileSync('cp', ['-al', from, join(folder, place, 'node_modules')], { stdio: 'ignore' });
    } catch {
      return;
    }
  }
}
