import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AppConfigInput } from '@journeys-push/contract/app-config';
import type { PluginOptions } from '../options.ts';
import { installModules, root } from './modules.ts';
import { png } from './png.ts';

const ours = join(root, 'packages/shell/app');
const require = createRequire(import.meta.url);

export interface Project {
  /** Runs `expo prebuild` for both platforms; what it prints. */
  prebuild(): Promise<string>;
  /** The app's configuration as the plugin leaves it: `expo config`. */
  expoConfig(): Promise<unknown>;
  /** The text of a file; undefined if there is none. */
  read(file: string): string | undefined;
  /** Every generated file with its content. */
  files(): Record<string, string>;
  /** What the Xcode project is called. */
  iosName(): string;
  remove(): void;
}

export interface ProjectOptions {
  config: AppConfigInput;
  /** Beside the plugin. */
  options?: PluginOptions;
  /** The app's own app.json. */
  expo?: Record<string, unknown>;
  /** Instead of both: the app of this repository with its app.config.ts. */
  app?: 'ours';
}

/** An Expo app in a folder of its own, with the plugin as a customer lists it. */
export async function createProject({
  config,
  options = {},
  expo = {},
  app,
}: ProjectOptions): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-plugin-'));
  const write = (file: string, content: string | Buffer) => writeFileSync(join(folder, file), content);
  copyFileSync(join(ours, 'package.json'), join(folder, 'package.json'));
  if (app) copyFileSync(join(ours, 'app.config.ts'), join(folder, 'app.config.ts'));
  else {
    const plugins = [['@journeys-push/shell/plugin', options]];
    write('app.json', JSON.stringify({ expo: { name: 'app', slug: 'app', plugins, ...expo } }));
  }
  write('journeys-push.config.json', JSON.stringify(config));
  write('google-services.json', JSON.stringify(googleServices('com.example.shop')));
  write('icon.png', png(128, [11, 106, 93, 255]));
  write('mark.png', png(96, [255, 255, 255, 255]));
  await installModules(folder);
  return {
    async prebuild() {
      const { stdout, stderr } = await runExpo(folder, ['prebuild', '--no-install']);
      return `${stdout}${stderr}`;
    },
    expoConfig: async () => JSON.parse((await runExpo(folder, ['config', '--json'])).stdout),
    read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined),
    files: () => generated(folder),
    iosName: () => xcodeName(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a command of Expo's; what it prints. */
function runExpo(cwd: string, command: string[]) {
  const program = join(require.resolve('expo/package.json'), '..', 'bin', 'cli');
  const env = { ...process.env, CI: '1', EXPO_NO_TELEMETRY: '1' };
  return promisify(execFile)(process.execPath, [program, ...command], { cwd, env });
}

function generated(folder: string): Record<string, string> {
  const names = ['android', 'ios'].flatMap((platform) =>
    readdirSync(join(folder, platform), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(folder.length + 1), readFileSync(name, 'latin1')]),
  );
}

function xcodeName(folder: string): string {
  const project = readdirSync(join(folder, 'ios')).find((name) => name.endsWith('.xcodeproj'));
  if (!project) throw new Error('There is no Xcode project.');
  return project.slice(0, -'.xcodeproj'.length);
}

/** As Firebase writes it, with made-up ids. */
const googleServices = (packageName: string) => ({
  project_info: { project_number: '100000000001', project_id: 'example-shop' },
  client: [
    {
      client_info: {
        mobilesdk_app_id: '1:100000000001:android:0123456789abcdef012345',
        android_client_info: { package_name: packageName },
      },
      api_key: [{ current_key: 'made-up' }],
    },
  ],
  configuration_version: '1',
});
