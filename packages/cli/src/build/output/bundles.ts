import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import type { Bundle } from '../result.ts';
import { bytecodeVersion } from './hermes.ts';
import { filesOf } from './place.ts';

/** Where in the output folder the bundles are. */
export const BUNDLES = 'bundles';

/** What `expo export` has left in an output folder: one file of bytecode a platform. Throws Refusal `build-failed`. */
export async function readBundles(out: string): Promise<Bundle[]> {
  const files = await filesOf(join(out, BUNDLES));
  const platforms = ['android', 'ios'] as const;
  return Promise.all(
    platforms.map(async (platform) => {
      const name = files.find((file) => file.includes(`/${platform}/`) && file.endsWith('.hbc'));
      const bytecode = name && (await versionOf(join(out, BUNDLES, name)));
      if (!name || bytecode === undefined || bytecode === '') throw noBytecode(platform);
      const file = `${BUNDLES}/${name}`;
      return { platform, file, bytes: (await stat(join(out, file))).size, bytecode };
    }),
  );
}

async function versionOf(file: string): Promise<number | undefined> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return bytecodeVersion(buffer);
  } finally {
    await handle.close();
  }
}

const noBytecode = (platform: string) =>
  new Refusal('build-failed', {
    message: `expo export has left no Hermes bytecode for ${platform}.`,
    remedy: 'Nothing was written. This is a fault of the command: please report it.',
  });
