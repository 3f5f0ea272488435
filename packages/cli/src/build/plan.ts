import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildInput } from './input/input.ts';
import { manifestOf } from './output/sources.ts';
import type { Expectation } from './output/verify.ts';
import type { AppSummary, BuildId, PlannedChange } from './result.ts';

/**
 * What the native projects shall be like. `xcode` is the name of the Xcode project once there is one. The app's side
 * is loaded here and not before: no other command needs it.
 */
export async function expectationsOf({ config }: BuildInput, xcode?: string): Promise<Expectation[]> {
  const { expectations } = await import('../../../shell/plugin/expectations.ts');
  return expectations(config, xcode);
}

export function summaryOf({ config }: BuildInput): AppSummary {
  const { name, bundleId, packageName, version, build } = config.identity;
  const { pushProvider } = config;
  return { name, site: config.site.url, bundleId, packageName, version, build, pushProvider };
}

/** An expectation without its check. */
export const planned = ({ platform, file, what, why }: Expectation): PlannedChange => ({
  platform,
  file,
  what,
  why,
});

/** By which an installed app says what it was built from. The order in which fields are written is no difference. */
export async function identify({ config, folder, files }: BuildInput): Promise<BuildId> {
  const hash = createHash('sha256').update(JSON.stringify(sorted(config)));
  for (const file of files) hash.update(`\n${file}\n`).update(await readFile(join(folder, file)));
  const { version } = await manifestOf('packages/shell');
  return { configHash: hash.digest('hex').slice(0, 16), shellVersion: version, pluginVersion: version };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
