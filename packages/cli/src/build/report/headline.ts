import type { BuildResult } from '../result.ts';

/** The verdict in one sentence, without a full stop. */
export function headline({ app, passed, checks }: Pick<BuildResult, 'app' | 'passed' | 'checks'>): string {
  const failed = checks.filter((check) => !check.passed).length;
  if (passed) return `${app.name} ${app.version} is built: all ${checks.length} expectations are met`;
  return `${app.name} ${app.version} is not as it should be: ${failed} of ${checks.length} expectations are not met`;
}

/** Bytes for a person: `1.4 MB`, `312 kB`. */
export const size = (bytes: number): string =>
  bytes < 999_500 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What no build on this machine can show; see docs/build.md. */
export const NOT_RUN =
  'Gradle, CocoaPods and Xcode were not run, nothing was signed, and no phone was there: the native projects were read, not compiled. The commands for that are in the project’s README.md.';
