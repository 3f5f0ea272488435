import { defineCommand } from 'citty';
import { makeRoom, writeReports } from '../check/report-files.ts';
import { Interrupted, interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { Refusal } from '../refusal.ts';
import { MistakesFound } from './mistakes.ts';
import { buildArgs, type CommandOptions, readOptions } from './options.ts';

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
      if (error instanceof Interrupted) process.stderr.write(`${options.out} is as it was before.\n`);
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
  const { build } = await import('./build.ts');
  const { createProgress, resultLines } = await import('./progress.ts');
  const { htmlReport } = await import('./report/html.ts');
  const progress = createProgress(process.stderr);
  const result = await interruptible(async (signal) => {
    const run = build({ ...options, signal });
    for await (const step of run) if (!signal.aborted) progress.show(step);
    return run.result;
  }).finally(progress.end);
  process.stderr.write(resultLines(result, { out: options.out, paint: paintFor(process.stderr) }));
  if (options.json) print(result);
  const report = options.html && (await htmlReport(result));
  const written = await writeReports(process.stderr, [{ file: options.html, text: () => report ?? '' }]);
  process.exitCode = !written ? 2 : result.passed ? 0 : 1;
}
