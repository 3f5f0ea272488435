import { dirname, join } from 'node:path';
import { type AppConfig, filesOf } from '@journeys-push/contract/app-config';
import { type Mistake, MistakesFound } from '../mistakes.ts';
import { type ConfigPlace, readConfig } from './config.ts';
import { valueAt } from './config-words.ts';
import { firebaseFileOf, npmMistakes } from './files.ts';
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
  const read = await readConfig(config);
  const mistakes = [
    ...read.mistakes,
    ...(await pictureMistakes(read.written, folder)),
    ...(await firebaseMistakes(read.written, { folder, name: config.name })),
  ];
  const [first, ...others] = mistakes;
  if (first) throw new MistakesFound([first, ...others]);
  if (!read.config) throw new Error('A configuration without mistakes was not read.');
  return { config: read.config, written: read.written, folder, files: filesOf(read.config) };
}

const isPushOn = (written: unknown): boolean => valueAt(written, ['pushProvider']) === 'microsoft-dynamics';

async function firebaseMistakes(
  written: unknown,
  { folder, name }: { folder: string; name: string },
): Promise<Mistake[]> {
  if (!isPushOn(written)) return [];
  const file = firebaseFileOf(written);
  if (file !== undefined) {
    const expected = { name: file, packageName: writtenPackageName(written) };
    return [...npmMistakes(file), ...(await googleServicesMistakes(join(folder, file), expected))];
  }
  // What the schema has refused is said already.
  if (valueAt(written, ['googleServicesFile']) !== undefined) return [];
  return [
    {
      code: 'google-services-missing',
      where: `${name}: googleServicesFile`,
      expected: "the path of Firebase's google-services.json: without it, Android gets no push token",
      came: 'nothing',
      remedy:
        'Download it (Firebase console, Project settings, General, Your apps), put it beside the configuration, and write "googleServicesFile": "google-services.json".',
    },
  ];
}
