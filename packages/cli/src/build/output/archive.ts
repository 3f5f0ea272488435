import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import type { Archive } from '../result.ts';
import { filesOf, hashOf } from './place.ts';

/** Packs the project of an output folder beside it: in the archive it is one folder, named as the archive is. */
export async function packProject(out: string, name: string): Promise<Archive> {
  const cwd = join(out, 'project');
  const files = await filesOf(cwd);
  const file = `${name}.tar.gz`;
  // `@file` would mean another archive.
  const listed = files.map((path) => `./${path}`);
  await create({ cwd, file: join(out, file), gzip: true, portable: true, prefix: name }, listed);
  const { size } = await stat(join(out, file));
  return { file, bytes: size, sha256: await hashOf(join(out, file)), files: files.length };
}
