import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CheckResult } from '@journeys-push/sandbox/check';
import type { Change, Mutant } from './mutant.ts';

/** The repository's root folder. */
export const root = new URL('../../../../', import.meta.url);

const command = fileURLToPath(new URL('../../bin/journeys-push.mjs', import.meta.url));

/** The longest that a check may take, however broken the product is. */
const LIMIT_MS = 100_000;

/** Runs `journeys-push check` on every phone; with a mutant, the product is broken in that process and nowhere else. */
export async function runCheck(mutant?: Mutant): Promise<{ code: number; result: CheckResult }> {
  const page = mutant?.page ?? 'bare';
  const child = spawn(process.execPath, [command, 'check', '--json', '--page', page], {
    env: { ...process.env, ...(mutant && changing(mutant)) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (stdout === '') throw new Error(`The check came to no result (exit code ${code}):\n${stderr}`);
  return { code, result: JSON.parse(stdout) };
}

/** The environment in which Node reads that file differently. Options there come before those of the command line. */
export function changing({ file, find, replace }: Change): Record<string, string> {
  const hook = new URL('hook.mjs', import.meta.url).href;
  return {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${hook}`,
    JOURNEYS_PUSH_MUTANT: JSON.stringify({ url: new URL(file, root).href, find, replace }),
  };
}
