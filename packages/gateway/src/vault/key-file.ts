import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key of an embedded database, made at its first start and kept beside it (mode 0600). */
export async function keyInFolder(dataDir: string): Promise<string> {
  const file = join(dataDir, 'token-key');
  const kept = await readFile(file, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim()) return kept.trim();
  const key = randomBytes(32).toString('base64');
  // There whole or not at all, whenever the process or the machine ends: what it seals could not be opened without it.
  const draft = `${file}.new`;
  await writeFile(draft, `${key}\n`, { mode: 0o600, flush: true });
  await rename(draft, file);
  return key;
}
