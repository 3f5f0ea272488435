import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CheckResult } from '@journeys-push/sandbox/check';
import { defineCommand } from 'citty';
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
    const result = await inSandbox(options, (sandbox) =>
      check({ ...options, sandbox, onProgress: progress.show }),
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

/** Starts the sandbox, and ends it whatever happens: also when a signal comes in the middle. */
async function inSandbox<T>(
  { app }: CheckOptions,
  run: (sandbox: { lab: string; control: string; controlToken: string }) => Promise<T>,
): Promise<T> {
  const { startSandbox } = await import('@journeys-push/sandbox');
  const sandbox = await startSandbox({ app });
  const stop = (signal: NodeJS.Signals) =>
    void sandbox.close().finally(() => process.exit(signal === 'SIGTERM' ? 143 : 130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    return await run(sandbox.connection());
  } finally {
    await sandbox.close();
  }
}

async function report(result: CheckResult, { json, html, junit }: CheckOptions): Promise<void> {
  const { htmlReport, jsonReport, junitReport } = await import('@journeys-push/sandbox/check');
  if (html) await writeFile(html, htmlReport(result));
  if (junit) await writeFile(junit, junitReport(result));
  if (json) process.stdout.write(`${JSON.stringify(jsonReport(result))}\n`);
  for (const file of [html, junit]) if (file) process.stderr.write(`Report: ${file}\n`);
}
