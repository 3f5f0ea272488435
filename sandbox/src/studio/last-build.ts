import { isDeepStrictEqual } from 'node:util';
import { AppConfig, filesOf } from '@journeys-push/contract/app-config';
import {
  type StudioBuilt,
  StudioBuilt as StudioBuiltSchema,
  type StudioPlan,
} from '../control/studio-wire.ts';
import { OUT } from './builds.ts';
import type { Project } from './project.ts';
import { isObject, parse } from './text.ts';

/** What the last build in the folder has found, whoever ran it; the one that failed, if that came later. */
export async function lastBuild(project: Project): Promise<StudioBuilt | undefined> {
  const records = await Promise.all([OUT, `${OUT}-failed`].map((place) => recordIn(project, place)));
  return records
    .filter((record) => record !== undefined)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];
}

async function recordIn(project: Project, place: string): Promise<StudioBuilt | undefined> {
  const text = await project.read(`${place}/build.json`);
  const read = StudioBuiltSchema.safeParse(parse(text?.toString('utf8') ?? ''));
  return read.success ? read.data : undefined;
}

/** Whether what is installed is still what the configuration says, and what has changed since. */
export async function rebuildOf(
  project: Project,
  { last, build, content }: { last: StudioBuilt | undefined; build: StudioPlan['build']; content: unknown },
): Promise<StudioPlan['rebuild']> {
  const nothing = { changes: [], files: [] };
  if (!last) return { needed: true, reason: 'never-built', ...nothing };
  if (!last.passed) return { needed: true, reason: 'last-failed', ...nothing };
  if (!build) return { needed: false, reason: 'unknown', ...nothing };
  if (last.build.configHash !== build.configHash)
    return { needed: true, reason: 'configuration', ...(await changedSince(project, content)) };
  if (last.build.shellVersion !== build.shellVersion) return { needed: true, reason: 'shell', ...nothing };
  return { needed: false, reason: 'none', ...nothing };
}

/** A build keeps its configuration, and beside it the files that this names. */
const KEPT = `${OUT}/project/config`;

async function changedSince(
  project: Project,
  content: unknown,
): Promise<Pick<StudioPlan['rebuild'], 'changes' | 'files'>> {
  const built = parse((await project.read(`${KEPT}/journeys-push.config.json`))?.toString('utf8') ?? '');
  if (!isObject(built) || !isObject(content)) return { changes: [], files: [] };
  const config = AppConfig.safeParse(content);
  const files = config.success ? filesOf(config.data) : [];
  const differ = await Promise.all(
    files.map(async (file) => {
      const [old, now] = await Promise.all([project.read(`${KEPT}/${file}`), project.read(file)]);
      return old && now && !old.equals(now) ? [file] : [];
    }),
  );
  return { changes: differences(built, content), files: differ.flat() };
}

/** Each field that came, went or has another value. */
function differences(before: object, after: object): StudioPlan['rebuild']['changes'] {
  const [old, now] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => !isDeepStrictEqual(old.get(field), now.get(field)))
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }));
}

/** The values of a configuration, by field; a list is one value. */
const leaves = (value: object, within = ''): [string, unknown][] =>
  Object.entries(value).flatMap(([name, part]): [string, unknown][] =>
    isObject(part) ? leaves(part, `${within}${name}.`) : [[`${within}${name}`, part]],
  );
