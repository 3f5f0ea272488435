import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import { ControlFailure } from '../control/problem.ts';
import {
  StudioBuild,
  StudioDraft,
  StudioPlan,
  StudioPreview,
  StudioProject,
  StudioSave,
  StudioUpload,
  StudioUploaded,
  StudioVerdict,
} from '../control/studio-wire.ts';
import type { Studio } from './studio.ts';

const Done = z.object({ done: z.literal(true) });
const FileContent = z.object({ name: z.string().optional(), base64: z.string() });

export interface StudioRoutes {
  /** Asked for when the first caller comes: nobody else waits for it to be loaded. */
  studio(): Promise<Studio>;
  /** Others than this machine reach the control API: they have no business with its files. */
  isExposed: boolean;
}

/** The App Studio as routes of the control API. */
export function addStudioRoutes(app: OpenAPIHono, { studio: load, isExposed }: StudioRoutes): void {
  const studio = async () => {
    if (isExposed) throw new ControlFailure('studio-elsewhere');
    return load();
  };
  addProjectRoutes(app, studio);
  addFileRoutes(app, studio);
  addBuildRoutes(app, studio);
}

type Load = () => Promise<Studio>;

function addProjectRoutes(app: OpenAPIHono, studio: Load): void {
  addAction(app, {
    ...{
      method: 'get',
      path: '/studio/project',
      summary: 'The configuration of your own app, as it is saved',
    },
    answer: StudioProject,
    act: async () => (await studio()).project(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/studio/check', summary: 'What a build would say of a configuration' },
    body: StudioDraft,
    answer: StudioVerdict,
    act: async ({ body }) => (await studio()).check(body.content),
  });
  addAction(app, {
    ...{ method: 'post', path: '/studio/preview', summary: 'What saving would write' },
    body: StudioSave,
    answer: StudioPreview,
    act: async ({ body }) => (await studio()).preview(body.content, body.version),
  });
  addAction(app, {
    ...{ method: 'put', path: '/studio/project' },
    summary:
      'Save the configuration and the files that were uploaded for it; `version` is the one it was made from',
    body: StudioSave,
    answer: StudioProject,
    act: async ({ body }) => (await studio()).save(body.content, body.version),
  });
}

function addFileRoutes(app: OpenAPIHono, studio: Load): void {
  addAction(app, {
    ...{
      method: 'put',
      path: '/studio/files/{field}',
      summary: 'Check a file and keep it for the next save',
    },
    body: StudioUpload,
    answer: StudioUploaded,
    act: async ({ params: { field = '' }, body }) => (await studio()).upload(field, body),
  });
  addAction(app, {
    ...{ method: 'delete', path: '/studio/files', summary: 'Forget the files that were not saved' },
    answer: Done,
    async act() {
      (await studio()).forgetUploads();
      return { done: true };
    },
  });
  addAction(app, {
    ...{ method: 'get', path: '/studio/picture', summary: 'A picture of the app, by its path' },
    query: z.object({ path: z.string() }),
    answer: FileContent,
    act: async ({ query }) => (await studio()).picture(query.path),
  });
}

function addBuildRoutes(app: OpenAPIHono, studio: Load): void {
  addAction(app, {
    ...{ method: 'get', path: '/studio/plan' },
    summary: 'What a build of the saved configuration would make, and whether one is needed',
    answer: StudioPlan,
    act: async () => (await studio()).plan(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/studio/build', summary: 'Begin a build of the saved configuration' },
    answer: StudioBuild,
    act: async () => (await studio()).builds.start(),
  });
  addAction(app, {
    ...{
      method: 'get',
      path: '/studio/build',
      summary: 'How far the build is; `after`: what was told before',
    },
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    answer: StudioBuild,
    act: async ({ query }) => (await studio()).builds.look(query.after),
  });
  addAction(app, {
    ...{ method: 'delete', path: '/studio/build', summary: 'Cancel the build: nothing of it is left' },
    answer: StudioBuild,
    act: async () => (await studio()).builds.cancel(),
  });
  addAction(app, {
    ...{ method: 'get', path: '/studio/made/{what}', summary: '`archive` or `report` of the last build' },
    answer: FileContent,
    act: async ({ params: { what = '' } }) => (await studio()).made(what),
  });
}
