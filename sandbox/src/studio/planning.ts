import { join } from 'node:path';
import { findMistakes } from '@journeys-push/cli/input';
import { ControlFailure } from '../control/problem.ts';
import type { StudioPlan } from '../control/studio-wire.ts';
import { loadBuilder } from './builder.ts';
import { OUT } from './builds.ts';
import { lastBuild, rebuildOf } from './last-build.ts';
import { CONFIG, type Project } from './project.ts';
import { parse } from './text.ts';

/** What a build of the saved configuration would make, and whether one is needed. */
export async function planOf(project: Project): Promise<StudioPlan> {
  const builder = await loadBuilder();
  const { text } = await project.readConfig();
  const path = join(project.folder, CONFIG);
  const mistakes = await findMistakes({ name: CONFIG, path });
  const last = await lastBuild(project);
  const planned = mistakes.length > 0 ? undefined : await builder.plan({ config: path });
  const rebuild = await rebuildOf(project, { last, build: planned?.build, content: parse(text) });
  return {
    ...{ mistakes, rebuild, plan: planned?.plan ?? [] },
    ...(planned ? { app: planned.app, build: planned.build } : {}),
    ...(last ? { last } : {}),
  };
}

/** A file that the last build has left for people: `archive` or `report`. */
export async function made(project: Project, what: string): Promise<{ name: string; base64: string }> {
  const last = await lastBuild(project);
  const place = last?.passed === false ? `${OUT}-failed` : OUT;
  const name = what === 'archive' ? last?.archive?.file : what === 'report' ? 'report.html' : undefined;
  const bytes = last && name && /^[\w.-]+$/.test(name) ? await project.read(`${place}/${name}`) : undefined;
  if (!name || !bytes) throw new ControlFailure('studio-not-built');
  return { name, base64: bytes.toString('base64') };
}
