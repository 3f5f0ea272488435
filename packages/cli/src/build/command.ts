import { defineCommand } from 'citty';
import { makeRoom, writeReports } from '../check/report-files.ts';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
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
      if (options.json && error instanceof MistakesFound) print({ passed: false, mistakes: error.mistakes });
      throw error;
    }
  },
});

const print = (result: object) =>
  process.stdout.write(`${JSON.stringify({ format: 'journeys-push-build/1', ...result })}\n`);

async function showPlan(options: CommandOptions): Promise<void> {
  const { planBuild } = await import('./build.ts');
  const { planLines } = await import('./progress.ts');
  const { app, build, plan } = await planBuild(options);
  if (options.json) print({ app, build, plan });
  else process.stdout.write(planLines(plan, paintFor(process.stdout)));
}

async function runBuild(options: CommandOptions): Promise<void> {
  const { build } = await import('./build.ts');
  const { createProgress, resultLines } = await import('./progress.ts');
  const { htmlReport } = await import('./report/html.ts');
  const progress = createProgress(process.stderr);
  const result = await interruptible((signal) =>
    build({ ...options, signal, onProgress: (step) => signal.aborted || progress.show(step) }),
  ).finally(progress.end);
  process.stderr.write(resultLines(result, { out: options.out, paint: paintFor(process.stderr) }));
  if (options.json) print(result);
  const written = await writeReports(process.stderr, [
    { file: options.html, text: () => htmlReport(result) },
  ]);
  process.exitCode = !written ? 2 : result.passed ? 0 : 1;
}
