import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { SourceFile } from './borders.ts';
import type { Manifest } from './declared.ts';
import { importsOf } from './imports.ts';

const root = join(import.meta.dirname, '../..');

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every source file of the repository, committed or about to be: what git does not ignore. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => /\.(ts|tsx|mts|mjs|js|jsx)$/.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, imports: importsOf(path, read(path)) }));
}

/** The package.json that a file belongs to. */
export function manifestOf(path: string): Manifest {
  const folder = posix.dirname(path);
  const own = posix.join(folder, 'package.json');
  return existsSync(join(root, own)) || folder === '.'
    ? (JSON.parse(read(own)) as Manifest)
    : manifestOf(folder);
}
