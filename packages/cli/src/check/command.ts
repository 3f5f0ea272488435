import { defineCommand } from 'citty';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { type CheckOptions, checkArgs, readOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { makeRoom, writeReports } from './report-files.ts';
import { resultLines } from './summary.ts';

export const checkCommand = defineCommand({
  meta: { name: 'check', description: 'Run the checklist of 18 items on three simulated phones' },
  args: checkArgs,
  async run({ args }) {
    const options = readOptions(args);
    for (const file of [options.html, options.junit]) if (file) await makeRoom(file);
    const { check, headline, runTitle, ...reports } = await import('@journeys-push/sandbox/check');
    const progress = createProgress(process.stderr, { runTitle });
    const result = await interruptible((signal) =>
      inSandbox({ ...options, signal }, (sandbox) =>
        // What fails after an interruption fails because of it.
        check({ ...options, sandbox, onProgress: (step) => signal.aborted || progress.show(step) }),
      ),
    ).finally(progress.end);
    process.stderr.write(resultLines(result, { headline, runTitle, paint: paintFor(process.stderr) }));
    if (options.json) process.stdout.write(`${JSON.stringify(reports.jsonReport(result))}\n`);
    const written = await writeReports(process.stderr, [
      { file: options.html, text: () => reports.htmlReport(result) },
      { file: options.junit, text: () => reports.junitReport(result) },
    ]);
    process.exitCode = !written ? 2 : result.passed ? 0 : 1;
  },
});

/**
 * How long a check may take to notice that its sandbox is gone, and to close its browser. No less: a browser that is
 * closed while it starts leaves a folder behind.
 */
const NOTICE_WITHIN_MS = 1_000;

/** Starts the sandbox, and ends it whatever happens: also when it is interrupted. */
async function inSandbox<T>(
  { app, signal }: CheckOptions & { signal: AbortSignal },
  run: (sandbox: { lab: string; control: string; controlToken: string }) => Promise<T>,
): Promise<T> {
  const { startSandbox } = await import('@journeys-push/sandbox');
  signal.throwIfAborted();
  const sandbox = await startSandbox({ app });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= sandbox.close();
    return closing;
  };
  signal.addEventListener('abort', () => {
    // What makes Playwright close the browser (see its launch), and with it all that the check still waits for.
    const closeBrowser = () => process.emit('SIGHUP');
    void close().then(() => setTimeout(closeBrowser, NOTICE_WITHIN_MS));
  });
  try {
    signal.throwIfAborted();
    return await run(sandbox.connection());
  } finally {
    await close();
  }
}
