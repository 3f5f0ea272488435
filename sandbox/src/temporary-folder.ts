import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those that are not removed yet. */
const folders = new Set<string>();

/** A fresh folder, which does not outlive this process: not even one that exits before `remove` was called. */
export async function makeTemporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'journeys-push-'));
  if (folders.size === 0) process.on('exit', removeAll);
  folders.add(path);
  // PostgreSQL, which may run as another user (it refuses root), must be able to pass through to its own folder.
  await chmod(path, 0o711);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      folders.delete(path);
      if (folders.size === 0) process.off('exit', removeAll);
    },
  };
}

function removeAll(): void {
  for (const path of folders) {
    try {
      // A database that still runs may write in between; it ends soon after this process.
      rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    } catch {
      // Nobody is left who could do anything about it.
    }
  }
}
