import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';

/** The content of a JSON file; undefined where there is none. Rejects with SyntaxError for a damaged one. */
export async function readJsonFile<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as T);
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
