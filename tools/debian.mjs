import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { must } from './run.mjs';

/**
 * Installs packages of Debian, where this is one and we are root.
 * @returns {Promise<boolean>} whether it could
 */
export async function installDebian(title, packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`Installing ${title} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await must(['apt-get', 'update', '-qq'], { env });
  await must(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  return true;
}

/** The first of these programs that is in the PATH, with its folder. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(canRun);
}

export function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
