import { runNode } from './output/program.ts';
import { inRepository } from './output/sources.ts';

/**
 * Builds what every app is made of, where it is not there or older than its sources. The command's launcher does it
 * before the command; a program that calls `build` by itself does it first. Throws Refusal `build-failed`, or the
 * signal's reason.
 */
export async function prepare({
  signal = new AbortController().signal,
  onLine = () => {},
}: {
  signal?: AbortSignal;
  onLine?(line: string): void;
} = {}): Promise<void> {
  const program = inRepository('packages/cli/bin/prepare-build.mjs');
  await runNode([program], { cwd: inRepository('.'), env: process.env, signal, onLine });
}
