import { firebaseFacts, pictureFacts } from '@journeys-push/cli/input';
import { ControlFailure } from '../control/problem.ts';
import type { StudioFile, StudioMistake, StudioPreview, StudioUploaded } from '../control/studio-wire.ts';
import { isSafe, namedFiles, PLACES, withValue } from './named-files.ts';
import type { Project } from './project.ts';

/** Nothing that an app is made of is larger. */
const MAX_FILE = 8_000_000;

/** By their paths. */
type Uploaded = ReadonlyMap<string, Buffer>;

type Judge = (content: unknown, unsaved: Uploaded) => Promise<StudioMistake[]>;

/** Files for the next save, kept in memory: until then nothing in the folder changes. */
export function createUploads(project: Project, judge: Judge) {
  const unsaved = new Map<string, Buffer>();
  const read = async (file: string) => unsaved.get(file) ?? project.read(file);
  return {
    unsaved,
    async upload(field: string, { base64, content }: Upload): Promise<StudioUploaded> {
      const place = Object.hasOwn(PLACES, field) ? PLACES[field] : undefined;
      if (!place) throw new ControlFailure('body-invalid', `There is no file for the field ${field}.`);
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length > MAX_FILE) throw new ControlFailure('body-too-large');
      const found = await judge(contentFor(field, { content, place }), new Map([...unsaved, [place, bytes]]));
      const mistakes = found.filter((mistake) => mistake.field === field);
      if (mistakes.length === 0) unsaved.set(place, bytes);
      return { path: place, mistakes };
    },
    async picture(file: string): Promise<{ base64: string }> {
      const bytes = isSafe(file) ? await read(file) : undefined;
      if (!bytes || bytes.length > MAX_FILE || !pictureFacts(bytes))
        throw new ControlFailure('route-unknown', 'There is no such picture.');
      return { base64: bytes.toString('base64') };
    },
    /** What is known of the files that a configuration names, by field. */
    async facts(content: unknown): Promise<Record<string, StudioFile>> {
      const known = namedFiles(content).map(
        async ([field, path]) => [field, factsOf(path, await read(path), unsaved.has(path))] as const,
      );
      return Object.fromEntries(await Promise.all(known));
    },
    /** What saving this configuration would write beside it. */
    async toWrite(content: unknown, uploaded: Uploaded): Promise<StudioPreview['files']> {
      const named = new Set(namedFiles(content).map(([, file]) => file));
      const files = [...uploaded].map(async ([path, bytes]) => {
        const before = named.has(path) ? await project.read(path) : bytes;
        return before?.equals(bytes) ? [] : [{ path, bytes: bytes.length, replaces: before !== undefined }];
      });
      return (await Promise.all(files)).flat();
    },
  };
}

interface Upload {
  base64: string;
  content: unknown;
}

/** Firebase's file is looked at with push only; who uploads it means to have push. */
function contentFor(field: string, { content, place }: { content: unknown; place: string }): unknown {
  const named = withValue(content, field.split('.'), place);
  return field === 'googleServicesFile' ? withValue(named, ['pushProvider'], 'microsoft-dynamics') : named;
}

function factsOf(path: string, bytes: Buffer | undefined, unsaved: boolean): StudioFile {
  const about = { path, there: bytes !== undefined, unsaved };
  if (!bytes) return about;
  const picture = pictureFacts(bytes);
  const firebase = firebaseFacts(bytes);
  return {
    ...{ ...about, bytes: bytes.length },
    ...(picture ? { picture } : {}),
    ...(firebase ? { firebase } : {}),
  };
}
