import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import * as z from 'zod';

/** What stands beside the plugin in the app's own configuration: `['@journeys-push/shell/plugin', { … }]`. */
export interface PluginOptions {
  /** The configuration of the shell: a file, from the project's root, or its content. Default: journeys-push.config.json. */
  config?: string | AppConfigInput;
  /**
   * The shell is a part of an app that has a life of its own: its name, ids, version, look, permissions and background
   * modes stay as they are, and only what push needs is added. Default: the app is the shell.
   */
  embedded?: boolean;
  /** Which APNs a build that Xcode runs speaks to. Exported builds get that of their profile. Default: development. */
  apsEnvironment?: 'development' | 'production';
}

/** Options that were read, with every default filled in. */
export interface Settings {
  app: AppConfig;
  embedded: boolean;
  apsEnvironment: 'development' | 'production';
  /** The folder in which the configuration's paths begin. */
  folder: string;
  /** The place of a file of the configuration, from the project's root. */
  place(file: string): string;
}

const DEFAULT_FILE = 'journeys-push.config.json';

const Options = z.strictObject({
  config: z.unknown().optional(),
  embedded: z.boolean().default(false),
  apsEnvironment: z.enum(['development', 'production']).default('development'),
});

export function readOptions(options: PluginOptions | undefined, projectRoot: string): Settings {
  const read = Options.safeParse(options ?? {});
  if (!read.success) throw new PluginError(`Its options are wrong.\n${z.prettifyError(read.error)}`);
  const { config = DEFAULT_FILE, embedded, apsEnvironment } = read.data;
  const file = typeof config === 'string' ? resolve(projectRoot, config) : undefined;
  const folder = file ? dirname(file) : projectRoot;
  const app = parseConfig(file ? readJson(file) : config, file);
  if (app.googleServicesFile) refuseServiceAccount(resolve(folder, app.googleServicesFile));
  return {
    app,
    embedded,
    apsEnvironment,
    folder,
    place: (path) => `./${relative(projectRoot, resolve(folder, path)).replaceAll('\\', '/')}`,
  };
}

function parseConfig(content: unknown, file: string | undefined): AppConfig {
  const read = AppConfig.safeParse(content);
  if (read.success) return read.data;
  throw new PluginError(
    `The configuration ${file ?? 'in its options'} is wrong.\n${z.prettifyError(read.error)}`,
  );
}

const ServiceAccount = z.union([
  z.object({ type: z.literal('service_account') }),
  z.object({ private_key: z.string() }),
]);

/** Before Expo copies the file into the app, where everybody could read the key. A file that is missing is Expo's to tell. */
function refuseServiceAccount(file: string): void {
  if (!existsSync(file) || !ServiceAccount.safeParse(readJson(file)).success) return;
  throw new PluginError(
    `Expected Firebase's google-services.json in ${file}; came a service account with its private key, which belongs to a server and never in an app.`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const came = error instanceof Error ? error.message : String(error);
    throw new PluginError(`Expected JSON in ${file}; ${came}`);
  }
}

/** A mistake in what the plugin was given; Expo prints the message and stops. */
export class PluginError extends Error {
  override readonly name = 'PluginError';
  constructor(message: string) {
    super(`@journeys-push/shell/plugin: ${message}`);
  }
}
