import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../refusal.ts';

/** The file of an output folder by which a later build knows it again. */
export const RECORD = 'build.json';

/** Where a build goes that has come to its end and not passed: beside the folder that it must not replace. */
const failedOf = (out: string): string => `${out}-failed`;

/**
 * Makes an output folder: `fill` gets an empty one beside it, which takes its place when all is there and has passed.
 * What has not passed becomes a folder beside it. However it ends otherwise, nothing is left and nothing has changed.
 * Throws Refusal `out-unwritable`.
 */
export async function makePlace<T extends { passed: boolean }>(
  out: string,
  fill: (folder: string) => Promise<T>,
): Promise<T & { folder: string }> {
  const parent = dirname(out);
  const made = await mkdir(parent, { recursive: true }).catch(unwritable(out));
  let inside: string | undefined;
  try {
    inside = await mkdtemp(join(parent, `.${basename(out)}-`)).catch(unwritable(out));
    const result = await fill(inside);
    const folder = result.passed ? out : failedOf(out);
    await exchange(inside, folder);
    // A temporary folder is for its owner only.
    await chmod(folder, 0o755);
    if (result.passed) await removeAll(failedOf(out));
    return { ...result, folder };
  } catch (error) {
    if (inside) await removeAll(inside);
    if (made) await removeEmpty(parent, made);
    throw isFull(error) ? unwritable(out)(error) : error;
  }
}

/** What was ended may still be writing for a moment. */
const removeAll = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });

/** Removes a folder, and those above it up to `last`, as far as nothing is in them. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch {
    return;
  }
  if (folder !== last) await removeEmpty(dirname(folder), last);
}

/** Puts a folder into the place of another, which stays where that fails. */
async function exchange(folder: string, out: string): Promise<void> {
  const before = `${folder}-before`;
  await rename(out, before).catch(absent);
  try {
    await rename(folder, out);
  } catch (error) {
    await rename(before, out).catch(absent);
    throw error;
  }
  await removeAll(before);
}

/**
 * Throws Refusal `out-not-ours` unless there is nothing at `out`, an empty folder, or what a build has made and nobody
 * has touched since; and the same for the place beside it of what has failed.
 */
export async function refuseForeign(out: string): Promise<void> {
  await refuseForeignAt(out);
  await refuseForeignAt(failedOf(out));
}

async function refuseForeignAt(out: string): Promise<void> {
  const there = await readdir(out).catch(absent).catch(unwritable(out));
  if (!there || there.length === 0) return;
  const made = await readRecord(join(out, RECORD));
  if (!made) {
    throw foreign(
      `${out} is no folder that a build has made: ${there[0]} is in it`,
      'Name another by --out: one that is not there yet, or is empty.',
    );
  }
  for (const file of await filesOf(out)) {
    if (file === RECORD) continue;
    if (!(file in made)) throw foreign(`${join(out, file)} was not made by a build`, KEEP);
    if (made[file] !== (await hashOf(join(out, file))))
      throw foreign(`${join(out, file)} was changed after the build`, KEEP);
  }
}

/** A build replaces the whole folder. */
const KEEP = 'Keep what is yours elsewhere and remove the folder, or name another by --out.';

const foreign = (message: string, remedy: string) =>
  new Refusal('out-not-ours', { message: `${message}.`, remedy: `Nothing was written. ${remedy}` });

/** For an error of the file system: what a person can do about it. */
const unwritable =
  (out: string) =>
  (error: Error): never => {
    throw new Refusal('out-unwritable', {
      message: `${out} cannot be written: ${error.message}.`,
      remedy: 'Nothing was written. Name a folder that you may write to by --out, or make room for this one.',
    });
  };

/** Something may be wrong with the disk after the build has begun. */
const isFull = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(error.code));

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
