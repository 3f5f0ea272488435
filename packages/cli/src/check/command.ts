import { defineCommand } from 'citty';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { checkPhone } from './check-phone.ts';
import { type CheckOptions, checkArgs, readOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { makeRoom, writeReports } from './report-files.ts';
import { resultLines } from './summary.ts';
import { tellScenarios } from './tell-scenarios.ts';

export const checkCommand = defineCommand({
  meta: {
    name: 'check',
    description:
      'Run the checklist of 18 items on three simulated phones, or on the one in your hand; or tell scenarios',
  },
  args: checkArgs,
  async run({ args }) {
    const options = readOptions(args);
    for (const file of [options.html, options.junit]) if (file) await makeRoom(file);
    const { check, headline, runTitle, ...reports } = await import('@journeys-push/sandbox/check');
    const onPhones = () => {
      const progress = createProgress(process.stderr, { runTitle });
      return interruptible((signal) =>
        inSandbox({ ...options, signal }, (sandbox) =>
          // What fails after an interruption fails because of it.
          check({ ...options, signal, sandbox, onProgress: (step) => signal.aborted || progress.show(step) }),
        ),
      ).finally(progress.end);
    };
    const { phone, scenarios, only } = options;
    const result = await (scenarios
      ? tellScenarios(scenarios)
      : phone
        ? checkPhone(phone, only)
        : onPhones());
    process.stderr.write(resultLines(result, { headline, runTitle, paint: paintFor(process.stderr) }));
    if (options.json) process.stdout.write(`${JSON.stringify(reports.jsonReport(result))}\n`);
    const written = await writeReports(process.stderr, [
      { file: options.html, text: () => reports.htmlReport(result) },
      { file: options.junit, text: () => reports.junitReport(result) },
    ]);
    process.exitCode = !written ? 2 : result.passed ? 0 : 1;
  },
});

/** Starts the sandbox, and ends it whatever happens: also when it is interrupted. */
async function inSandbox<T>(
  { app, allow, signal }: CheckOptions & { signal: AbortSignal },
  run: (sandbox: { lab: string; control: string; controlToken: string }) => Promise<T>,
): Promise<T> {
  const { startSandbox } = await import('@journeys-push/sandbox');
  signal.throwIfAborted();
  const sandbox = await startSandbox({ app, allow });
  try {
    signal.throwIfAborted();
    return await run(sandbox.connection());
  } finally {
    await sandbox.close();
  }
}
