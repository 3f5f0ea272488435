import { resolve } from 'node:path';
import { APP } from './app.ts';
import { infoOf } from './connection.ts';
import { lazily } from './lazy.ts';
import type { Parts } from './parts.ts';
import type { StudioRoutes } from './studio/routes.ts';
import type { Studio } from './studio/studio.ts';

interface OwnStudioOptions {
  /** Folder of the person's own app. */
  project?: string | undefined;
  /** The address that the sandbox listens on. */
  host?: string | undefined;
  foreground?: 'show' | 'hide' | 'page' | undefined;
  keep(closer: () => unknown): void;
}

/** The App Studio of this sandbox; loaded when somebody opens it. */
export function createOwnStudio(
  parts: Parts,
  { project, host, foreground, keep }: OwnStudioOptions,
): StudioRoutes {
  const folder = resolve(project ?? '.');
  const studio = lazily(async (): Promise<Studio> => {
    const { createStudio } = await import('./studio/studio.ts');
    const suggestion = suggestionOf(parts, foreground);
    const opened = createStudio({ folder, suggestion, channelProject: () => ownFirebaseProject(parts) });
    keep(opened.builds.close);
    return opened;
  });
  return {
    isExposed: host !== undefined && !/^(127\.|::1$)/.test(host),
    studio,
  };
}

/** What the running sandbox knows of an app, as a configuration to begin with. */
const suggestionOf = (parts: Parts, foreground: OwnStudioOptions['foreground']) => ({
  site: { url: infoOf(parts).site },
  identity: { name: APP.name, bundleId: APP.id, packageName: APP.id },
  pushProvider: 'microsoft-dynamics',
  ...(parts.gateway ? { gateway: { url: parts.gateway.url } } : {}),
  ...(foreground ? { foreground } : {}),
});

/** Of a service account that somebody has put into the channel; undefined while only the sandbox's own is there. */
const ownFirebaseProject = ({ services: { dynamics } }: Parts): string | undefined =>
  dynamics
    .mobileApps()
    .map(({ mobileAppId }) => dynamics.mobileAppSettings(mobileAppId).android?.projectId)
    .filter((projectId) => projectId !== undefined && projectId !== APP.firebaseProject)
    .at(-1);
