import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppConfig, filesOf } from '@journeys-push/contract/app-config';
import manifest from '../package.json' with { type: 'json' };

/** By which an installed app says what it was built from: `registrationInfo().build`. */
export interface BuildId {
  /** Of the configuration and the files that it names. */
  configHash: string;
  shellVersion: string;
  pluginVersion: string;
}

/**
 * The id of a build from this configuration, whose paths begin at `folder`. How the configuration is written makes no
 * difference: not the order of its fields, and not a default that is written out.
 */
export function buildId(config: AppConfig, folder: string): BuildId {
  const hash = createHash('sha256').update(JSON.stringify(sorted(config)));
  for (const file of filesOf(config)) hash.update(`\n${file}\n`).update(contentOf(join(folder, file)));
  const { version } = manifest;
  return { configHash: hash.digest('hex').slice(0, 16), shellVersion: version, pluginVersion: version };
}

/** A file that is missing is for others to tell: Expo and `journeys-push build` do. */
const contentOf = (file: string) => (existsSync(file) ? readFileSync(file) : '');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
