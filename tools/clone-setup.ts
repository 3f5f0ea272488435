import type { TestProject } from 'vitest/node';
import { cloneRepository } from './clone.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a fresh clone. */
    clone: string;
  }
}

/** One clone for the whole run: what its first command installs, the others need not. */
export default function setup({ provide }: TestProject): () => Promise<void> {
  const { folder, remove } = cloneRepository();
  provide('clone', folder);
  return remove;
}
