import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './run.mjs';

/** Installs the locked dependencies unless exactly those are there, whoever installed them. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('Installing dependencies …\n');
  await must(['npm', 'ci', '--no-audit', '--no-fund']);
}

/** Compares the lockfile with npm's own record of what it has installed, and the record with the disk. */
function isInstalled() {
  const record = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      !path.includes('node_modules/') ||
      (optional && !installed[path]) ||
      (installed[path]?.version === version && existsSync(join(root, path))),
  );
}

/** What is built from source before it can be used, from what, and what has to be built before it. */
const builds = {
  bridge: {
    from: ['packages/bridge/src', 'packages/bridge/package.json', 'packages/bridge/tsdown.config.ts'],
    to: 'packages/bridge/dist',
  },
  lab: {
    from: ['sandbox/lab', 'sandbox/src/control', 'sandbox/src/explain', 'packages/contract/src'],
    to: 'sandbox/lab/dist',
  },
  contract: {
    from: ['packages/contract/src', 'packages/contract/package.json', 'packages/contract/tsdown.config.ts'],
    to: 'packages/contract/dist',
  },
  shell: {
    from: [
      'packages/shell/plugin',
      'packages/shell/src',
      'packages/shell/package.json',
      'packages/shell/tsdown.config.ts',
      'packages/contract/src',
    ],
    to: 'packages/shell/dist',
    // Its types come from what is built there.
    after: ['contract'],
  },
};

/**
 * Builds what is not there, or is older than its sources; and before it what it needs.
 * @param {(keyof typeof builds)[]} names
 */
export async function ensureBuilt(names) {
  for (const name of names) {
    const { from, to, after = [] } = builds[name];
    await ensureBuilt(after);
    const stamp = join(root, to, '.sources');
    const wanted = hashOf([...from, 'package-lock.json']);
    if (readIfThere(stamp) === wanted) continue;
    process.stderr.write(`Building the ${name} …\n`);
    await must(['npm', 'run', 'build', '--silent', '-w', `@journeys-push/${name}`]);
    writeFileSync(stamp, wanted);
  }
}

const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesIn(path)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesIn(path) {
  if (/(^|\/)(node_modules|dist)$/.test(path)) return [];
  if (!statSync(join(root, path)).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
