import type {
  StudioBuild,
  StudioPlan,
  StudioPreview,
  StudioProject,
  StudioUploaded,
  StudioVerdict,
} from './studio-wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** What a person does with the app's own configuration. */
export const studioCalls = (call: Call) => ({
  project: () => call<StudioProject>('GET', '/studio/project'),
  check: (content: unknown) => call<StudioVerdict>('POST', '/studio/check', { content }),
  /** Keeps a file for the next save; `field` says what for, `content` for which configuration. */
  upload: (field: string, { base64, content }: { base64: string; content: unknown }) =>
    call<StudioUploaded>('PUT', `/studio/files/${field}`, { base64, content }),
  /** A picture that the configuration names, or one kept for the next save. */
  picture: (path: string) =>
    call<{ base64: string }>('GET', `/studio/picture?${new URLSearchParams({ path })}`),
  forgetUploads: () => call<unknown>('DELETE', '/studio/files'),
  preview: (content: unknown, version: string) =>
    call<StudioPreview>('POST', '/studio/preview', { content, version }),
  save: (content: unknown, version: string) =>
    call<StudioProject>('PUT', '/studio/project', { content, version }),
  plan: () => call<StudioPlan>('GET', '/studio/plan'),
  startBuild: () => call<StudioBuild>('POST', '/studio/build'),
  build: (after = 0) => call<StudioBuild>('GET', `/studio/build?after=${after}`),
  cancelBuild: () => call<StudioBuild>('DELETE', '/studio/build'),
  /** What the last build that came to its end has left. */
  made: (what: 'archive' | 'report') => call<{ name: string; base64: string }>('GET', `/studio/made/${what}`),
});
