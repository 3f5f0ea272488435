import { dirname } from 'node:path';
import { type AppConfig, filesOf } from '@journeys-push/contract/app-config';
import { type Mistake, MistakesFound } from '../mistakes.ts';
import { type ConfigPlace, type ReadConfig, readConfig } from './config.ts';
import { valueAt } from './config-words.ts';
import { firebaseFileOf, npmMistakes, type ReadNamed, readIn } from './files.ts';
import { googleServicesMistakes } from './google-services.ts';
import { writtenPackageName } from './insecure.ts';
import { pictureMistakes } from './pictures.ts';

/** What a build is made of, and nothing is wrong with it. */
export interface BuildInput {
  config: AppConfig;
  /** The configuration as the person has written it. */
  written: unknown;
  /** The folder of the configuration: its paths begin here. */
  folder: string;
  /** The files that the configuration names and the project needs, as it names them. */
  files: string[];
}

/** Reads everything that a build is made of. Throws MistakesFound with every mistake of it. */
export async function readInput(config: ConfigPlace): Promise<BuildInput> {
  const folder = dirname(config.path);
  const { mistakes, ...read } = await look({ ...config, read: readIn(folder) });
  const [first, ...others] = mistakes;
  if (first) throw new MistakesFound([first, ...others]);
  if (!read.config) throw new Error('A configuration without mistakes was not read.');
  return { config: read.config, written: read.written, folder, files: filesOf(read.config) };
}

/**
 * Every mistake of what an app would be made of, without making it. `unsaved`: the content of files that are not in the
 * configuration's folder yet, or will be another there, by the names that it gives them.
 */
export async function findMistakes({
  unsaved,
  ...config
}: ConfigPlace & { unsaved?: ReadonlyMap<string, Buffer> }): Promise<Mistake[]> {
  return (await look({ ...config, read: readIn(dirname(config.path), unsaved) })).mistakes;
}

async function look({ read, ...config }: ConfigPlace & { read: ReadNamed }): Promise<ReadConfig> {
  const found = await readConfig(config);
  const mistakes = [
    ...found.mistakes,
    ...(await pictureMistakes(found.written, read)),
    ...(await firebaseMistakes(found.written, { read, name: config.name })),
  ];
  return { ...found, mistakes };
}

const isPushOn = (written: unknown): boolean => valueAt(written, ['pushProvider']) === 'microsoft-dynamics';

async function firebaseMistakes(
  written: unknown,
  { read, name }: { read: ReadNamed; name: string },
): Promise<Mistake[]> {
  if (!isPushOn(written)) return [];
  const file = firebaseFileOf(written);
  if (file !== undefined) {
    const expected = { name: file, packageName: writtenPackageName(written) };
    return [...npmMistakes(file), ...googleServicesMistakes(await read(file), expected)];
  }
  // What the schema has refused is said already.
  if (valueAt(written, ['googleServicesFile']) !== undefined) return [];
  return [
    {
      code: 'google-services-missing',
      where: `${name}: googleServicesFile`,
      field: 'googleServicesFile',
      expected: "the path of Firebase's google-services.json: without it, Android gets no push token",
      came: 'nothing',
      remedy:
        'Download it (Firebase console, Project settings, General, Your apps), put it beside the configuration, and write "googleServicesFile": "google-services.json".',
    },
  ];
}
