import { join } from 'node:path';
import { findMistakes, firebaseFacts } from '@journeys-push/cli/input';
import pLimit from 'p-limit';
import { ControlFailure } from '../control/problem.ts';
import type { StudioPreview, StudioProject, StudioVerdict } from '../control/studio-wire.ts';
import { canBuild } from './builder.ts';
import { isSafe, valueAt } from './named-files.ts';
import { CONFIG, type Project } from './project.ts';
import type { Studio, StudioOptions } from './studio.ts';
import { parse, withContent } from './text.ts';
import { createUploads } from './uploads.ts';

type Drafts = Pick<Studio, 'project' | 'check' | 'upload' | 'forgetUploads' | 'picture' | 'preview' | 'save'>;

/** A configuration from being read to being saved. */
export function createDrafts(project: Project, { suggestion, channelProject }: StudioOptions): Drafts {
  const path = join(project.folder, CONFIG);
  const judge = (content: unknown, unsaved: ReadonlyMap<string, Buffer>) =>
    findMistakes({ name: CONFIG, path, content: content ?? null, unsaved });
  const { unsaved, upload, picture, facts, toWrite } = createUploads(project, judge);

  const show = async (): Promise<StudioProject> => {
    const { text, version } = await project.readConfig();
    const content = parse(text);
    const about = { folder: project.folder, file: CONFIG, version, suggestion, canBuild: await canBuild() };
    if (version === '') return about;
    if (content !== undefined) return { ...about, content };
    const [unreadable] = await findMistakes({ name: CONFIG, path });
    return { ...about, ...(unreadable ? { unreadable } : {}) };
  };

  const preview = async (content: unknown, version: string, uploaded = unsaved): Promise<StudioPreview> => {
    const now = await project.readConfig();
    if (now.version !== version) throw new ControlFailure('studio-outdated');
    const files = await toWrite(content, uploaded);
    return { before: now.text, after: withContent(now.text, content), files };
  };

  const save = async (content: unknown, version: string): Promise<StudioProject> => {
    // Another window may upload or forget files meanwhile.
    const taken = new Map(unsaved);
    const { after, files } = await preview(content, version, taken);
    const written = new Set(files.map(({ path }) => path));
    for (const [path, bytes] of taken) if (written.has(path)) await project.write(path, bytes);
    await project.write(CONFIG, after);
    for (const [path, bytes] of taken) if (unsaved.get(path) === bytes) unsaved.delete(path);
    return show();
  };
  const inTurn = pLimit(1);

  return {
    project: show,
    ...{ preview, upload, picture, forgetUploads: () => unsaved.clear() },
    async check(content): Promise<StudioVerdict> {
      const saved = await savedFirebaseProject(project);
      const channel = channelProject();
      return {
        ...{ mistakes: await judge(content, unsaved), files: await facts(content) },
        firebaseProjects: { ...(saved ? { saved } : {}), ...(channel ? { channel } : {}) },
      };
    },
    // The second of two saves has to see what the first has written.
    save: (content, version) => inTurn(() => save(content, version)),
  };
}

async function savedFirebaseProject(project: Project): Promise<string | undefined> {
  const saved = valueAt(parse((await project.readConfig()).text), 'googleServicesFile');
  const bytes = isSafe(saved) ? await project.read(saved) : undefined;
  return bytes && firebaseFacts(bytes)?.projectId;
}
