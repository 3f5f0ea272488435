import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ControlFailure } from '../control/problem.ts';

/** Where the command `journeys-push build` looks for it, too. */
export const CONFIG = 'journeys-push.config.json';

/** A person's folder with the configuration of their app. Nothing outside of it is read or written. */
export interface Project {
  folder: string;
  /** The configuration's text and its version; both empty while there is none. */
  readConfig(): Promise<{ text: string; version: string }>;
  /** A file by its path within the folder; undefined: it is not there. */
  read(path: string): Promise<Buffer | undefined>;
  /** Takes the file's place at once, or fails and leaves it. */
  write(path: string, content: string | Buffer): Promise<void>;
}

export function openProject(folder: string): Project {
  const read = async (path: string) => {
    await refuseOutside(folder, path);
    return readFile(join(folder, path)).catch(absent);
  };
  return {
    folder,
    read,
    async readConfig() {
      const bytes = await read(CONFIG);
      return { text: bytes?.toString('utf8') ?? '', version: bytes ? versionOf(bytes) : '' };
    },
    async write(path, content) {
      await refuseOutside(folder, path);
      try {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFileAtomic(join(folder, path), content);
      } catch (error) {
        throw new ControlFailure('studio-unwritable', `${join(folder, path)}: ${(error as Error).message}.`);
      }
    },
  };
}

const versionOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/** A link may lead anywhere, also one above a file that is not there yet. */
async function refuseOutside(folder: string, path: string): Promise<void> {
  const within = await realpath(folder).catch(() => {
    throw new ControlFailure('studio-unwritable', `There is no folder ${folder}.`);
  });
  const isBelow = (place: string) => place === within || place.startsWith(`${within}${sep}`);
  const asked = join(within, path);
  if (!isBelow(asked) || !isBelow(await existing(asked)))
    throw new ControlFailure('studio-outside', `${path} leads to a place outside of ${folder}.`);
}

/** The real place of a path, or of the nearest folder above it that is there. */
async function existing(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return existing(dirname(path));
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code ?? '')) return undefined;
  throw new ControlFailure('studio-unwritable', `It cannot be read: ${error.message}.`);
}
