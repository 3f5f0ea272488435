import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mistake } from '../mistakes.ts';
import { valueAt } from './config-words.ts';

/** A path that the schema takes: within the configuration's folder. */
export const isSafe = (path: unknown): path is string =>
  typeof path === 'string' && path !== '' && !/^\/|\\|:|(^|\/)\.\.(\/|$)/.test(path);

/** Firebase's file as the configuration names it. */
export function firebaseFileOf(written: unknown): string | undefined {
  const path = valueAt(written, ['googleServicesFile']);
  return isSafe(path) ? path : undefined;
}

/** A file that would not be handed on: what npm installs is installed anew where the project is compiled. */
export const npmMistakes = (file: string): Mistake[] =>
  file.split('/').includes('node_modules')
    ? [
        {
          code: 'file-of-npm',
          where: file,
          expected: 'a file of your own',
          came: 'a path in node_modules, which is not part of what a build hands on',
          remedy: 'Copy the file beside the configuration, and name the copy.',
        },
      ]
    : [];

/** Reads a file that the configuration names, as it names it; undefined where there is none. */
export type ReadNamed = (file: string) => Promise<Buffer | undefined>;

/** Files lie in the configuration's folder; `unsaved` are those that will, by the names it gives them. */
export const readIn =
  (folder: string, unsaved: ReadonlyMap<string, Buffer> = new Map()): ReadNamed =>
  async (file) =>
    unsaved.get(file) ?? readFile(join(folder, file)).catch(() => undefined);
