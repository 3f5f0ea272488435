import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CheckResult } from '@journeys-push/sandbox/check';
import { defineCommand } from 'citty';
import { interruptible } from '../interruption.ts';
import { paintFor } from '../paint.ts';
import { Refusal } from '../refusal.ts';
import { type CheckOptions, checkArgs, readOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { resultLines } from './summary.ts';

export const checkCommand = defineCommand({
  meta: { name: 'check', description: 'Run the checklist of 18 items on three simulated phones' },
  args: checkArgs,
  async run({ args }) {
    const options = readOptions(args);
    await Promise.all([options.html, options.junit].map(makeRoom));
    const { check, headline, runTitle } = await import('@journeys-push/sandbox/check');
    const progress = createProgress(process.stderr, { runTitle });
    const result = await interruptible((signal) =>
      inSandbox({ ...options, signal }, (sandbox) =>
        // What fails after an interruption fails because of it.
        check({ ...options, sandbox, onProgress: (step) => signal.aborted || progress.show(step) }),
      ),
    ).finally(progress.end);
    process.stderr.write(resultLines(result, { headline, runTitle, paint: paintFor(process.stderr) }));
    await report(result, options);
    process.exitCode = result.passed ? 0 : 1;
  },
});

/** A report that cannot be written must not be found out after the check. */
async function makeRoom(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    await mkdir(dirname(file), { recursive: true });
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new Refusal('file-unwritable', {
      message: `${file} cannot be written: ${error instanceof Error ? error.message : error}.`,
      remedy: 'Name a file in a folder that you may write to.',
    });
  }
}

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

async function report(result: CheckResult, { json, html, junit }: CheckOptions): Promise<void> {
  const { htmlReport, jsonReport, junitReport } = await import('@journeys-push/sandbox/check');
  if (html) await writeFile(html, htmlReport(result));
  if (junit) await writeFile(junit, junitReport(result));
  if (json) process.stdout.write(`${JSON.stringify(jsonReport(result))}\n`);
  for (const file of [html, junit]) if (file) process.stderr.write(`Report: ${file}\n`);
}
