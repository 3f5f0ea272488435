import { resolve } from 'node:path';
import { APP, type Behaviour } from './app.ts';
import { infoOf } from './connection.ts';
import { lazily } from './lazy.ts';
import type { Parts } from './parts.ts';
import type { SiteControl } from './site-control/change.ts';
import type { StudioRoutes } from './studio/routes.ts';
import type { Studio } from './studio/studio.ts';

interface OwnStudioOptions {
  /** Folder of the person's own app. */
  project?: string | undefined;
  /** The address that the sandbox listens on. */
  host?: string | undefined;
  foreground?: 'show' | 'hide' | 'page' | undefined;
  /** Brings another build of the app onto the phones. */
  update: SiteControl['update'];
  keep(closer: () => unknown): void;
}

/** The App Studio of this sandbox; loaded when somebody opens it. */
export function createOwnStudio(
  parts: Parts,
  { project, host, foreground, update, keep }: OwnStudioOptions,
): StudioRoutes {
  const folder = resolve(project ?? '.');
  const studio = lazily(async (): Promise<Studio> => {
    const [{ createStudio }, { createTrying }] = await Promise.all([
      import('./studio/studio.ts'),
      import('./trying-config.ts'),
    ]);
    const suggestion = suggestionOf(parts, foreground);
    const opened = createStudio({ folder, suggestion, channelProject: () => ownFirebaseProject(parts) });
    keep(opened.builds.close);
    const { timeline } = parts;
    const trying = createTrying({ folder, startedWith: startedWith(foreground), timeline, update, keep });
    return {
      ...opened,
      async save(content, version) {
        const saved = await opened.save(content, version);
        await trying.take(saved.content);
        return saved;
      },
    };
  });
  return {
    isExposed: host !== undefined && !/^(127\.|::1$)/.test(host),
    studio,
  };
}

/** What the phones' app begins with: of the project's configuration, where a folder is named and has one. */
export async function readOwnBehaviour({
  project,
  foreground,
  timeline,
}: Pick<OwnStudioOptions, 'project' | 'foreground'> & Pick<Parts, 'timeline'>): Promise<Behaviour> {
  const own = startedWith(foreground);
  if (project === undefined) return own;
  const { readTried } = await import('./tried-config.ts');
  return { ...own, ...(await readTried({ folder: resolve(project), startedWith: own, timeline })) };
}

const startedWith = (foreground: OwnStudioOptions['foreground']): Behaviour =>
  foreground === undefined ? {} : { foreground };

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
