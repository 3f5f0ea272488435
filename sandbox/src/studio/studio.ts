import type {
  StudioPlan,
  StudioPreview,
  StudioProject,
  StudioUploaded,
  StudioVerdict,
} from '../control/studio-wire.ts';
import type { Builds } from './builds.ts';
import { createBuilds } from './builds.ts';
import { createDrafts } from './drafts.ts';
import { made, planOf } from './planning.ts';
import { openProject } from './project.ts';

export interface StudioOptions {
  /** Of the person's app: the configuration lies there. */
  folder: string;
  /** A configuration to begin with, from what the sandbox knows. */
  suggestion: unknown;
  /** The Firebase project of the service account in the channel, where somebody has put one. */
  channelProject(): string | undefined;
}

/** The App Studio: a person's configuration, checked as a build checks it, saved, and built. */
export interface Studio {
  builds: Builds;
  project(): Promise<StudioProject>;
  check(content: unknown): Promise<StudioVerdict>;
  upload(field: string, file: { base64: string; content: unknown }): Promise<StudioUploaded>;
  forgetUploads(): void;
  picture(path: string): Promise<{ base64: string }>;
  preview(content: unknown, version: string): Promise<StudioPreview>;
  save(content: unknown, version: string): Promise<StudioProject>;
  plan(): Promise<StudioPlan>;
  made(what: string): Promise<{ name: string; base64: string }>;
}

export function createStudio(options: StudioOptions): Studio {
  const project = openProject(options.folder);
  return {
    ...createDrafts(project, options),
    builds: createBuilds({ folder: options.folder }),
    plan: () => planOf(project),
    made: (what) => made(project, what),
  };
}
