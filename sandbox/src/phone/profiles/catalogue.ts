import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { files } from '../../files.ts';
import { type Profile, ProfileError, readProfile } from './profile.ts';

/** Profiles by id. */
export type Profiles = ReadonlyMap<string, Profile>;

let builtIn: Profiles | undefined;

/** To add a phone is to add a file. */
export function builtInProfiles(): Profiles {
  builtIn ??= readFolder(files.profiles);
  return builtIn;
}

/**
 * The built-in ones and those of a folder: every `NAME.json` in it is the profile NAME. Throws {@link ProfileError},
 * which names file and field.
 */
export function profilesWith(folder: string | undefined): Profiles {
  if (folder === undefined) return builtInProfiles();
  const own = readFolder(folder);
  const taken = [...own.keys()].find((id) => builtInProfiles().has(id));
  if (taken)
    throw new ProfileError(
      `${join(folder, `${taken}.json`)}: a profile "${taken}" is built in; rename the file.`,
    );
  return new Map([...builtInProfiles(), ...own]);
}

/** The profile of this id; throws {@link ProfileError} that names the known ones. */
export function profileOf(profiles: Profiles, id: string): Profile {
  const profile = profiles.get(id);
  if (profile) return profile;
  throw new ProfileError(`There is no profile "${id}"; known: ${[...profiles.keys()].join(', ')}.`);
}

function readFolder(folder: string): Profiles {
  const files = list(folder).filter((name) => name.endsWith('.json'));
  return new Map(files.sort().map((file) => one(join(folder, file))));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new ProfileError(`The folder of profiles ${folder} cannot be read: ${code}`);
  }
}

function one(path: string): [string, Profile] {
  const id = basename(path, '.json');
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id))
    throw new ProfileError(`${path}: expected a file name of small letters, digits and dashes.`);
  return [id, readProfile(id, readFileSync(path, 'utf8'), path)];
}
