import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** What the build makes of the source as it is now, in a folder of its own. */
export interface Built {
  folder: string;
  /** The script tag's file. */
  script: string;
  remove(): Promise<void>;
}

/** Builds with the package's own configuration; the type declarations take most of the time. */
export async function buildBridge({ dts = false, folder = '' } = {}): Promise<Built> {
  const outDir = folder || (await mkdtemp(join(tmpdir(), 'bridge-')));
  await build({
    cwd: packageFolder,
    config: 'tsdown.config.ts',
    outDir,
    dts: dts && { eager: true },
    logLevel: 'silent',
  });
  return {
    folder: outDir,
    script: await readFile(join(outDir, 'bridge.iife.js'), 'utf8'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
