import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './run.mjs';

/** Installs the locked dependencies if they are not there, or are those of another lockfile. */
export async function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.journeys-push-lock');
  const wanted = hashOf(['package-lock.json']) + process.platform + process.arch;
  if (readIfThere(stamp) === wanted) return;
  process.stderr.write('Installing dependencies …\n');
  await must(['npm', 'ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, wanted);
}

/** What is built from source before it can be used, and from what. */
const builds = {
  bridge: { from: ['packages/bridge', 'packages/contract/src'], to: 'packages/bridge/dist' },
  lab: { from: ['sandbox/lab', 'sandbox/src/control', 'packages/contract/src'], to: 'sandbox/lab/dist' },
};

/**
 * Builds what is not there, or is older than its sources.
 * @param {(keyof typeof builds)[]} names
 */
export async function ensureBuilt(names) {
  for (const name of names) {
    const { from, to } = builds[name];
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
