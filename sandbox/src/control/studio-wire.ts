import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that is about a person's own app: its configuration, and what is built of it. */

/** What is wrong, in the words of `journeys-push build`. */
export const StudioMistake = z
  .object({
    code: z.string().openapi({ example: 'bundle-id-invalid' }),
    where: z.string(),
    field: z.string().optional().openapi({ example: 'identity.bundleId' }),
    expected: z.string(),
    came: z.string(),
    remedy: z.string(),
  })
  .openapi('StudioMistake');

const Content = z.unknown().openapi({ description: 'The configuration as JSON, right or wrong' });
const Version = z.string().openapi({ description: 'Of the file; empty while there is none' });

export const StudioProject = z
  .object({
    folder: z.string(),
    file: z.string().openapi({ example: 'journeys-push.config.json' }),
    version: Version,
    content: Content.optional(),
    unreadable: StudioMistake.optional().openapi({ description: 'The file is there, and no JSON' }),
    suggestion: Content,
    canBuild: z.boolean().openapi({ description: 'False: the code that builds is not installed here' }),
  })
  .openapi('StudioProject');

export const StudioFile = z
  .object({
    path: z.string(),
    there: z.boolean(),
    unsaved: z.boolean(),
    bytes: z.number().optional(),
    picture: z.object({ width: z.number(), height: z.number(), isTransparent: z.boolean() }).optional(),
    firebase: z
      .object({ projectId: z.string(), projectNumber: z.string(), packages: z.array(z.string()) })
      .optional()
      .openapi({ description: 'Of google-services.json; never its API key' }),
  })
  .openapi('StudioFile');

export const StudioDraft = z.object({ content: Content }).openapi('StudioDraft');

export const StudioVerdict = z
  .object({
    mistakes: z.array(StudioMistake),
    files: z.record(z.string(), StudioFile).openapi({ description: 'By the field that names the file' }),
    firebaseProjects: z
      .object({ saved: z.string().optional(), channel: z.string().optional() })
      .openapi({ description: 'Of the file saved before, and of the service account in the channel' }),
  })
  .openapi('StudioVerdict');

export const StudioUpload = z
  .object({ base64: z.string(), content: Content })
  .openapi('StudioUpload', { description: 'With the configuration that it is for' });

export const StudioUploaded = z
  .object({ path: z.string(), mistakes: z.array(StudioMistake) })
  .openapi('StudioUploaded', { description: 'With mistakes, nothing was kept' });

export const StudioSave = z.object({ content: Content, version: Version }).openapi('StudioSave');

export const StudioPreview = z
  .object({
    before: z.string(),
    after: z.string(),
    files: z.array(z.object({ path: z.string(), bytes: z.number(), replaces: z.boolean() })),
  })
  .openapi('StudioPreview', { description: 'What saving would write' });

const Change = z.object({
  platform: z.enum(['android', 'ios']),
  file: z.string(),
  what: z.string(),
  why: z.string(),
});
const Check = Change.extend({ passed: z.boolean(), found: z.string() });
const BuildId = z.object({ configHash: z.string(), shellVersion: z.string(), pluginVersion: z.string() });
const App = z.object({
  ...{ name: z.string(), site: z.string(), bundleId: z.string(), packageName: z.string() },
  ...{ version: z.string(), build: z.number(), pushProvider: z.string() },
});
const Archive = z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), files: z.number() });

export const StudioBuilt = z
  .object({
    startedAt: z.string(),
    durationMs: z.number(),
    passed: z.boolean(),
    app: App,
    build: BuildId,
    checks: z.array(Check),
    bundles: z.array(
      z.object({
        platform: z.enum(['android', 'ios']),
        ...{ file: z.string(), bytes: z.number(), bytecode: z.number() },
      }),
    ),
    archive: Archive.optional(),
    steps: z.array(z.object({ step: z.string(), durationMs: z.number() })),
  })
  .openapi('StudioBuilt');

export const StudioPlan = z
  .object({
    mistakes: z.array(StudioMistake),
    app: App.optional(),
    build: BuildId.optional(),
    plan: z.array(Change),
    last: StudioBuilt.optional(),
    rebuild: z.object({
      needed: z.boolean(),
      reason: z.enum(['never-built', 'configuration', 'shell', 'last-failed', 'none', 'unknown']),
      changes: z.array(
        z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
      ),
      files: z.array(z.string()).openapi({ description: 'Named by the configuration, and another now' }),
    }),
  })
  .openapi('StudioPlan');

const Step = z.enum(['prepare', 'project', 'prebuild', 'verify', 'bundle', 'archive']);

export const StudioProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('planned'), steps: z.array(Step) }),
  z.object({ kind: z.literal('started'), step: Step }),
  z.object({ kind: z.literal('said'), step: Step, line: z.string() }),
  z.object({ kind: z.literal('checked'), check: Check }),
  z.object({ kind: z.literal('finished'), step: Step, durationMs: z.number() }),
]);

export const StudioBuild = z
  .object({
    state: z.enum(['none', 'running', 'passed', 'failed', 'refused', 'cancelled']),
    startedAt: z.string().optional(),
    progress: z.array(StudioProgress).openapi({ description: 'From the one that was asked for' }),
    next: z.number().openapi({ description: 'To ask for what comes later' }),
    result: StudioBuilt.optional(),
    folder: z.string().optional(),
    refusal: z
      .object({
        code: z.string(),
        message: z.string(),
        remedy: z.string(),
        mistakes: z.array(StudioMistake).optional(),
      })
      .optional(),
  })
  .openapi('StudioBuild');

export type StudioMistake = z.infer<typeof StudioMistake>;
export type StudioProject = z.infer<typeof StudioProject>;
export type StudioFile = z.infer<typeof StudioFile>;
export type StudioVerdict = z.infer<typeof StudioVerdict>;
export type StudioUploaded = z.infer<typeof StudioUploaded>;
export type StudioPreview = z.infer<typeof StudioPreview>;
export type StudioBuilt = z.infer<typeof StudioBuilt>;
export type StudioPlan = z.infer<typeof StudioPlan>;
export type StudioProgress = z.infer<typeof StudioProgress>;
export type StudioBuild = z.infer<typeof StudioBuild>;
