import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { UsageError } from './options.ts';

/** The content of a JSON file; undefined where there is none. Throws UsageError for a damaged one. */
export async function readJsonFile<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new UsageError(`${path} is damaged: remove it, or the whole folder, to begin anew`);
  }
}

/**
 * Keeps a JSON file that is always whole: written beside and renamed, never twice at a time. The returned function
 * writes what `snapshot` returns then; calls made meanwhile are folded into one more.
 */
export function jsonFileWriter(path: string, snapshot: () => unknown): () => Promise<void> {
  let writing: Promise<void> | undefined;
  let again = false;
  const write = async (): Promise<void> => {
    do {
      again = false;
      await writeFileAtomic(path, JSON.stringify(snapshot()), { mode: 0o600 });
    } while (again);
  };
  return () => {
    again = true;
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  };
}
