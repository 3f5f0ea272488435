import { ControlFailure } from '../control/problem.ts';

type Builder = typeof import('@journeys-push/cli/build');

/**
 * The code of `journeys-push build`, loaded when somebody wants to build. It comes with a checkout of the repository, as
 * what apps are made of does; the package from the registry has neither. See docs/decisions/0038.
 */
export async function loadBuilder(): Promise<Builder> {
  try {
    return await import('@journeys-push/cli/build');
  } catch (error) {
    if (isMissing(error)) throw new ControlFailure('studio-builder-absent');
    throw error;
  }
}

export const canBuild = (): Promise<boolean> =>
  loadBuilder().then(
    () => true,
    () => false,
  );

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(String(error.code));
