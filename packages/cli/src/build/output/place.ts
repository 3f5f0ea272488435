import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../refusal.ts';

/** The file of an output folder by which a later build knows it again. */
export const RECORD = 'build.json';

/**
 * Makes an output folder: `fill` gets an empty one beside it, which takes its place when all is there. However it ends
 * otherwise, nothing is left and nothing has changed.
 */
export async function makePlace<T>(out: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const made = await mkdir(dirname(out), { recursive: true });
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(dirname(out), `.${basename(out)}-`));
    const result = await fill(folder);
    // A temporary folder is for its owner only.
    await chmod(folder, 0o755);
    await exchange(folder, out);
    return result;
  } catch (error) {
    if (folder) await rm(folder, { recursive: true, force: true });
    if (made) await removeEmpty(dirname(out), made);
    throw error;
  }
}

/** Removes a folder, and those above it up to `last`, as far as nothing is in them. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch {
    return;
  }
  if (folder !== last) await removeEmpty(dirname(folder), last);
}

async function exchange(folder: string, out: string): Promise<void> {
  const before = `${folder}-before`;
  await rename(out, before).catch(absent);
  await rename(folder, out);
  await rm(before, { recursive: true, force: true });
}

/**
 * Throws Refusal `out-not-ours` unless there is nothing at `out`, an empty folder, or what a build has made and nobody
 * has touched since.
 */
export async function refuseForeign(out: string): Promise<void> {
  const there = await readdir(out).catch(absent);
  if (!there || there.length === 0) return;
  const made = await readRecord(join(out, RECORD));
  if (!made) throw foreign(`${out} is no folder that a build has made`);
  for (const file of await filesOf(out)) {
    if (file === RECORD) continue;
    if (!(file in made)) throw foreign(`${join(out, file)} was not made by a build`);
    if (made[file] !== (await hashOf(join(out, file))))
      throw foreign(`${join(out, file)} was changed after the build`);
  }
}

const foreign = (message: string) =>
  new Refusal('out-not-ours', {
    message: `${message}.`,
    remedy: 'Nothing was written. Name another folder by --out, or remove this one.',
  });

async function readRecord(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const { format, made } = JSON.parse(await readFile(file, 'utf8'));
    return /^journeys-push-build\//.test(format) && typeof made === 'object' ? made : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of each file of a folder, by its path within it. */
export async function hashesOf(folder: string): Promise<Record<string, string>> {
  const files = await filesOf(folder);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await hashOf(join(folder, file))] as const)),
  );
}

export async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Every file below a folder but what npm installs, sorted, with `/`. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries.map(async (entry) => {
    if (entry.name === 'node_modules') return [];
    if (!entry.isDirectory()) return [entry.name];
    return (await filesOf(join(folder, entry.name))).map((file) => `${entry.name}/${file}`);
  });
  return (await Promise.all(below)).flat().sort();
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
