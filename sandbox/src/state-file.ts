import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';

/** One JSON file that is always whole: written beside and renamed, and never twice at a time. */
export interface StateFile<T> {
  read(): Promise<T | undefined>;
  /** Writes what `snapshot` returns then; calls made while one is being written are folded into one more. */
  save(): Promise<void>;
}

export function openStateFile<T>(path: string, snapshot: () => T): StateFile<T> {
  let writing: Promise<void> | undefined;
  let again = false;
  const write = async (): Promise<void> => {
    do {
      again = false;
      await writeFileAtomic(path, JSON.stringify(snapshot()), { mode: 0o600 });
    } while (again);
  };
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    save() {
      again = true;
      writing ??= write().finally(() => {
        writing = undefined;
      });
      return writing;
    },
  };
}
