import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BuildInput, readInput } from './input/input.ts';
import { make } from './make.ts';
import { hashesOf, makePlace, RECORD, refuseForeign } from './output/place.ts';
import { expectationsOf, identify, planned, summaryOf } from './plan.ts';
import { htmlReport } from './report/html.ts';
import { type BuildPlan, type BuildProgress, type BuildResult, type FinishedBuild, steps } from './result.ts';
import { type Run, startRun } from './run.ts';

export interface PlanOptions {
  /** The app's configuration, from the working directory; errors call it as it is called here. */
  config: string;
  /**
   * What that file will hold, as JSON.parse would read it: for one that is not saved yet. The files that it names are
   * looked for beside it. Absent: what the file holds.
   */
  content?: unknown;
}

export interface BuildOptions extends PlanOptions {
  /** The output folder, from the working directory: one that is not there, an empty one, or one of an earlier build. */
  out: string;
  /** Aborted: everything that was started is ended, everything that was written is gone; the reason is thrown. */
  signal?: AbortSignal;
}

/** A build that goes on: what it tells, and how it ends. */
export type BuildRun = Run<BuildProgress, FinishedBuild>;

/** What a build would do. Writes nothing. Throws MistakesFound. */
export async function plan({ config, content }: PlanOptions): Promise<BuildPlan> {
  return planOf(await readInput({ name: config, path: resolve(config), content }));
}

async function planOf(input: BuildInput): Promise<BuildPlan> {
  return {
    app: summaryOf(input),
    build: await identify(input),
    plan: (await expectationsOf(input)).map(planned),
  };
}

/**
 * Makes the native projects of an app, reads them back, compiles its JavaScript and packs it all. The output folder
 * takes its place when all is there and passed; until then, and for ever if not, what was there before stays.
 *
 * A build that passed not is a result too. An error is: MistakesFound before anything is written, a Refusal
 * (`out-not-ours`, `out-unwritable`, `build-failed`), or the signal's reason.
 */
export const build = (options: BuildOptions): BuildRun => startRun((tell) => runBuild(options, tell));

async function runBuild(
  { config, content, out, signal = new AbortController().signal }: BuildOptions,
  tell: (progress: BuildProgress) => void,
): Promise<FinishedBuild> {
  const startedAt = new Date();
  const place = resolve(out);
  signal.throwIfAborted();
  const input = await readInput({ name: config, path: resolve(config), content });
  await refuseForeign(place);
  const whole = await planOf(input);
  tell({ kind: 'planned', ...whole, steps });
  return makePlace(place, async (folder) => {
    const made = await make({ input, id: whole.build, folder, onProgress: tell, signal });
    const result: BuildResult = {
      format: 'journeys-push-build/1',
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      passed: made.checks.every(({ passed }) => passed),
      ...{ app: whole.app, build: whole.build, ...made },
    };
    await writeFile(join(folder, 'report.html'), await htmlReport(result));
    await writeFile(join(folder, RECORD), record(result, await hashesOf(folder)));
    signal.throwIfAborted();
    return result;
  });
}

/** The result, and what a later build must find unchanged before it replaces the folder. */
const record = (result: BuildResult, made: Record<string, string>): string =>
  `${JSON.stringify({ ...result, made }, null, 2)}\n`;
