import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BuildInput } from '../input/input.ts';
import { lockfileFor, type Manifest } from './lockfile.ts';
import { metroConfig } from './metro.ts';
import { APP, copyFrom, inRepository, lockedPackages, manifestOf, OURS } from './sources.ts';

/**
 * The configuration, and at their paths beside it the files that it names: in a folder of their own, where no path
 * meets what is generated. A picture may come from somebody's `ios/` or `dist/`.
 */
const CONFIG_FOLDER = 'config';
const CONFIG = `${CONFIG_FOLDER}/journeys-push.config.json`;

/** Writes the app's project: its JavaScript, our packages, the configuration, and what that names. */
export async function writeProject(project: string, input: BuildInput): Promise<void> {
  await copyFrom(APP, project);
  for (const [name, parts] of Object.entries(OURS)) {
    for (const part of [...parts, 'LICENSE'])
      await copyFrom(`packages/${name}/${part}`, join(project, vendored(name), part));
  }
  await bringFiles(input, join(project, CONFIG_FOLDER));
  await writeText(project, CONFIG, json(input.written));
  await writeText(project, 'app.json', json(expoConfig(input)));
  await writeText(project, 'metro.config.js', metroConfig);
  await writeText(project, '.gitignore', IGNORED);
  await writeManifests(project, input);
}

/** Keys stay out of a repository, but for the one that comes with every Android template and signs debug builds. */
const IGNORED = `node_modules/
/.expo/
*.jks
*.keystore
!/android/app/debug.keystore
*.p8
*.p12
*.mobileprovision
`;

/** Copies the files that the configuration names, each to its path below `to`. */
export async function bringFiles(
  { files, folder }: Pick<BuildInput, 'files' | 'folder'>,
  to: string,
): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    // A link would lead to a place of this machine.
    await cp(join(folder, file), join(to, file), { dereference: true });
  }
}

const vendored = (name: string): string => `vendor/${name}`;

export async function writeText(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

const json = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

/** What app.config.ts is in this repository. */
const expoConfig = ({ config: { identity } }: BuildInput) => ({
  expo: {
    name: identity.name,
    slug: slugOf(identity.packageName),
    plugins: [['@journeys-push/shell/plugin', { config: `./${CONFIG}` }]],
  },
});

const slugOf = (packageName: string): string => packageName.toLowerCase().replaceAll('.', '-');

async function writeManifests(project: string, input: BuildInput): Promise<void> {
  const ours: Record<string, Manifest> = {};
  for (const name of Object.keys(OURS))
    ours[vendored(name)] = vendorManifest(await manifestOf(`packages/${name}`));
  const manifest = appManifest(await manifestOf(APP), input);
  for (const [folder, content] of Object.entries(ours))
    await writeText(project, `${folder}/package.json`, json(content));
  await writeText(project, 'package.json', json(manifest));
  const lockfile = lockfileFor({ locked: await lockedPackages(), workspace: APP, manifest, vendored: ours });
  await writeText(project, 'package-lock.json', json(lockfile));
}

/** What builds and tests it is not there. */
function vendorManifest({ devDependencies: _, scripts: __, files: ___, ...kept }: Manifest): Manifest {
  return { ...kept, private: true, dependencies: beside(kept.dependencies ?? {}, '..') };
}

function appManifest(own: Awaited<ReturnType<typeof manifestOf>>, { config }: BuildInput): Manifest {
  const { main, engines, dependencies, devDependencies, version } = own;
  const preset = 'babel-preset-expo';
  return {
    ...{ name: slugOf(config.identity.packageName), version, private: true, main, engines },
    scripts: { android: 'expo run:android', ios: 'expo run:ios', start: 'expo start' },
    dependencies: beside(dependencies, 'vendor'),
    devDependencies: { [preset]: devDependencies?.[preset] },
    ...(config.pushProvider === 'none' ? { expo: { autolinking: { exclude: PUSH } } } : {}),
  };
}

/** What is native of these is in builds with push only; their JavaScript is never evaluated in the others. */
const PUSH = ['expo-notifications', 'expo-task-manager'];

/** Our packages are folders beside, not in a registry. */
const beside = (dependencies: Record<string, string>, folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => [
      name,
      name.startsWith('@journeys-push/') ? `file:${folder}/${name.slice('@journeys-push/'.length)}` : range,
    ]),
  );

/**
 * Links the modules of this repository into a project, as `npm ci` would install them there; a module of the app's own
 * comes before one that all share. Returns nothing: `node_modules` is removed before the project is handed on.
 */
export async function linkModules(project: string): Promise<void> {
  const modules = join(project, 'node_modules');
  for (const place of ['node_modules', `${APP}/node_modules`]) {
    const folder = inRepository(place);
    for (const name of await modulesIn(folder)) await link(join(folder, name), join(modules, name));
  }
  for (const name of Object.keys(OURS))
    await link(join(project, vendored(name)), join(modules, '@journeys-push', name));
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { recursive: true, force: true });
  await symlink(target, path, 'junction');
}

/** Names of packages, with their scopes; none of ours. */
async function modulesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const scoped = names.map(async (name) => {
    if (name.startsWith('.') || name === '@journeys-push') return [];
    if (!name.startsWith('@')) return [name];
    return (await readdir(join(folder, name))).map((within) => `${name}/${within}`);
  });
  return (await Promise.all(scoped)).flat();
}
