import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readInput } from './input/input.ts';
import { make } from './make.ts';
import { hashesOf, makePlace, RECORD, refuseForeign } from './output/place.ts';
import { expectationsOf, identify, planned, summaryOf } from './plan.ts';
import { htmlReport } from './report/html.ts';
import {
  type AppSummary,
  type BuildId,
  type BuildProgress,
  type BuildResult,
  type PlannedChange,
  steps,
} from './result.ts';

export interface BuildOptions {
  /** The app's configuration: as the person named it, and its absolute path. */
  config: { name: string; path: string };
  /** Where the output folder shall be: an absolute path. */
  out: string;
  onProgress?: (progress: BuildProgress) => void;
  /** Aborted: everything that was started is ended, everything that was written is gone. */
  signal?: AbortSignal;
}

export interface BuildPlan {
  app: AppSummary;
  build: BuildId;
  plan: PlannedChange[];
}

/** What a build would do. Writes nothing; throws MistakesFound. */
export async function planBuild({ config }: Pick<BuildOptions, 'config'>): Promise<BuildPlan> {
  const input = await readInput(config);
  return {
    app: summaryOf(input),
    build: await identify(input),
    plan: (await expectationsOf(input)).map(planned),
  };
}

/**
 * Makes the native projects of an app, reads them back, compiles its JavaScript and packs it all. The output folder is
 * there when all is done, or not at all. Throws MistakesFound, Refusal `out-not-ours` or `build-failed`, or the
 * signal's reason.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { config, out, onProgress = () => {}, signal = new AbortController().signal } = options;
  const startedAt = new Date();
  const input = await readInput(config);
  await refuseForeign(out);
  const app = summaryOf(input);
  const id = await identify(input);
  onProgress({ kind: 'planned', plan: (await expectationsOf(input)).map(planned), steps });
  return makePlace(out, async (folder) => {
    const made = await make({ input, id, folder, onProgress, signal });
    const result: BuildResult = {
      format: 'journeys-push-build/1',
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      passed: made.checks.every(({ passed }) => passed),
      ...{ app, build: id, ...made },
    };
    await writeFile(join(folder, 'report.html'), htmlReport(result));
    await writeFile(join(folder, RECORD), record(result, await hashesOf(folder)));
    signal.throwIfAborted();
    return result;
  });
}

/** The result, and what a later build must find unchanged before it replaces the folder. */
const record = (result: BuildResult, made: Record<string, string>): string =>
  `${JSON.stringify({ ...result, made }, null, 2)}\n`;
