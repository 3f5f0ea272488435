import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

/** A program of TypeScript as one file of JavaScript: it starts in a fraction of the time. */
export interface Bundle {
  file: URL;
  remove(): Promise<void>;
}

/** All but our own: they stay where they are installed. */
const PACKAGES = /^(?!@journeys-push\/)(@[a-z]|[a-z])/;

/** Built as the published gateway is, in a folder from which its packages are found. */
export async function bundleChild(): Promise<Bundle> {
  const folder = new URL(`../../node_modules/.cache/crash-${process.pid}/`, import.meta.url);
  const [source, outDir] = [new URL('./gateway-child.ts', import.meta.url), fileURLToPath(folder)];
  await build({
    config: false,
    entry: { child: fileURLToPath(source) },
    ...{ outDir, format: 'esm', platform: 'node', dts: false, logLevel: 'warn', fixedExtension: false },
    copy: [{ from: fileURLToPath(new URL('../../src/db/migrations', import.meta.url)), to: outDir }],
    inputOptions: {
      external: PACKAGES,
      resolve: { conditionNames: ['journeys-push-source', 'node', 'import', 'default'] },
    },
  });
  return { file: new URL('child.js', folder), remove: () => rm(folder, { recursive: true, force: true }) };
}
