import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mistake } from '../mistakes.ts';
import { valueAt } from './config-words.ts';

/** Where a configuration names pictures. */
const PICTURES = [
  ['appearance', 'icon'],
  ['appearance', 'androidIcon', 'foreground'],
  ['appearance', 'androidIcon', 'monochrome'],
  ['appearance', 'splash', 'image'],
  ['appearance', 'splash', 'dark', 'image'],
  ['appearance', 'notificationIcon'],
];

/** The field that names Firebase's file. */
const FIREBASE = ['googleServicesFile'];

const isSafe = (path: unknown): path is string =>
  typeof path === 'string' && path !== '' && !/^\/|\\|:|(^|\/)\.\.(\/|$)/.test(path);

/** The pictures that a configuration names, each once. Paths that the schema refuses are not among them. */
const picturesOf = (written: unknown): string[] => [
  ...new Set(PICTURES.map((path) => valueAt(written, path)).filter(isSafe)),
];

/** Firebase's file as the configuration names it. */
export function firebaseFileOf(written: unknown): string | undefined {
  const path = valueAt(written, FIREBASE);
  return isSafe(path) ? path : undefined;
}

const PNG = '89504e470d0a1a0a';

/** Pictures that are not there, or are none. `folder` is the configuration's. */
export async function pictureMistakes(written: unknown, folder: string): Promise<Mistake[]> {
  const found = picturesOf(written).map(async (path): Promise<Mistake[]> => {
    const head = await headOf(join(folder, path));
    if (head === PNG) return [];
    const words = { where: path, expected: 'a PNG file, which the configuration names' };
    if (head === undefined) {
      const remedy = 'Put it there, or mend the path, which begins at the folder of the configuration.';
      return [{ ...words, code: 'asset-missing', came: 'no such file', remedy }];
    }
    const remedy = 'Save it as PNG: a new name does not make one.';
    return [{ ...words, code: 'asset-not-png', came: 'a file of another kind', remedy }];
  });
  return (await Promise.all(found)).flat();
}

/** The first eight bytes of a file; undefined if there is none. */
async function headOf(file: string): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.toString('hex', 0, bytesRead);
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}
