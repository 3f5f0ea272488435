import { defineCommand } from 'citty';
import { makeRoom, writeReports } from '../check/report-files.ts';
import { Interrupted, interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { Refusal } from '../refusal.ts';
import { MistakesFound } from './mistakes.ts';
import { buildArgs, type CommandOptions, readOptions } from './options.ts';
import type { BuildProgress, FinishedBuild } from './result.ts';

/** Makes the native projects of an app from its configuration, and proves them as far as no phone is needed. */
export const buildCommand = defineCommand({
  meta: { name: 'build', description: 'Make the iOS and Android projects of the app, and verify them' },
  args: buildArgs,
  async run({ args }) {
    const options = readOptions(args);
    if (options.html) await makeRoom(options.html);
    try {
      await (options.plan ? showPlan(options) : runBuild(options));
    } catch (error) {
      if (options.json && error instanceof Refusal) print({ passed: false, ...refusalOf(error) });
      throw error;
    }
  },
});

/** Several mistakes can be the reason, and each has its own code. */
const refusalOf = (error: Refusal): object =>
  error instanceof MistakesFound
    ? { mistakes: error.mistakes }
    : { code: error.code, message: error.message, remedy: error.remedy };

const print = (result: object) =>
  process.stdout.write(`${JSON.stringify({ format: 'journeys-push-build/1', ...result })}\n`);

async function showPlan(options: CommandOptions): Promise<void> {
  const { plan } = await import('./build.ts');
  const { planLines } = await import('./progress.ts');
  const whole = await plan(options);
  if (options.json) print(whole);
  else process.stdout.write(planLines(whole.plan, paintFor(process.stdout)));
}

async function runBuild(options: CommandOptions): Promise<void> {
  const { createProgress, resultLines } = await import('./progress.ts');
  const { htmlReport } = await import('./report/html.ts');
  const progress = createProgress(process.stderr);
  const result = await buildInterruptibly(options, progress.show).finally(progress.end);
  process.stderr.write(resultLines(result, { out: options.out, paint: paintFor(process.stderr) }));
  if (options.json) print(result);
  const report = options.html && (await htmlReport(result));
  const written = await writeReports(process.stderr, [{ file: options.html, text: () => report ?? '' }]);
  process.exitCode = !written ? 2 : result.passed ? 0 : 1;
}

/** An interruption that comes when the folder has been replaced comes too late: what has been made is told. */
async function buildInterruptibly(
  options: CommandOptions,
  show: (progress: BuildProgress) => void,
): Promise<FinishedBuild> {
  const { build } = await import('./build.ts');
  const made: { result?: FinishedBuild } = {};
  try {
    return await interruptible(async (signal) => {
      const run = build({ ...options, signal });
      try {
        for await (const step of run) if (!signal.aborted) show(step);
        made.result = await run.result;
        return made.result;
      } catch (error) {
        if (signal.aborted) process.stderr.write(`${options.out} is as it was before.\n`);
        throw error;
      }
    });
  } catch (error) {
    if (made.result && error instanceof Interrupted) return made.result;
    throw error;
  }
}
