/** What a build found and made: as build.json keeps it, and as the report is made of; `--json` prints it with `folder`. */
export interface BuildResult {
  format: 'journeys-push-build/1';
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Milliseconds, as all durations here. */
  durationMs: number;
  /** True only if every native file read back has what it should. */
  passed: boolean;
  app: AppSummary;
  /** As `registrationInfo` of this build answers it: another hash means that a rebuild is needed. */
  build: BuildId;
  checks: CheckedExpectation[];
  bundles: Bundle[];
  /** Undefined where a check failed: there is nothing to hand on. */
  archive: Archive | undefined;
  steps: { step: Step; durationMs: number }[];
}

/** A build that has come to its end, and where it is. */
export interface FinishedBuild extends BuildResult {
  /**
   * The absolute path of the folder that holds it all: `out`; where it did not pass, the folder beside it whose name
   * ends with `-failed`.
   */
  folder: string;
}

export interface AppSummary {
  name: string;
  site: string;
  bundleId: string;
  packageName: string;
  version: string;
  build: number;
  pushProvider: string;
}

export interface BuildId {
  configHash: string;
  shellVersion: string;
  pluginVersion: string;
}

/** One thing that a native file shall have or not have, and why. */
export interface PlannedChange {
  platform: 'android' | 'ios';
  /** Within the project: `android/app/src/main/AndroidManifest.xml`. */
  file: string;
  what: string;
  why: string;
}

/** The same, looked for in the file that was written. */
export interface CheckedExpectation extends PlannedChange {
  passed: boolean;
  /** What stands there, or what is missing. */
  found: string;
}

/** The app's JavaScript as Hermes runs it. */
export interface Bundle {
  platform: 'android' | 'ios';
  /** Within the output folder. */
  file: string;
  bytes: number;
  /** Version of Hermes' bytecode. */
  bytecode: number;
}

export interface Archive {
  /** Within the output folder. */
  file: string;
  bytes: number;
  sha256: string;
  files: number;
}

/** What a build would do: each native file that it makes, line by line. */
export interface BuildPlan {
  app: AppSummary;
  build: BuildId;
  plan: PlannedChange[];
}

/** In the order in which they are done. */
export const steps = ['project', 'prebuild', 'verify', 'bundle', 'archive'] as const;
export type Step = (typeof steps)[number];

/** What a terminal, or the studio, shows while it runs. */
export type BuildProgress =
  /** First, and before anything is written. */
  | ({ kind: 'planned'; steps: readonly Step[] } & BuildPlan)
  | { kind: 'started'; step: Step }
  /** A line of a program that the step has started. */
  | { kind: 'said'; step: Step; line: string }
  | { kind: 'checked'; check: CheckedExpectation }
  | { kind: 'finished'; step: Step; durationMs: number };
