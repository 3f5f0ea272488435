import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CheckResult, PageKind } from '@journeys-push/sandbox/check';
import type { Mutant } from './mutant.ts';

/** The repository's root folder. */
export const root = new URL('../../../../', import.meta.url);

const command = fileURLToPath(new URL('../../bin/journeys-push.mjs', import.meta.url));
const hook = new URL('hook.mjs', import.meta.url).href;

/** The longest that a check may take, broken as the product may be. */
const LIMIT_MS = 90_000;

/** Runs `journeys-push check` on every phone, in a process of its own in which the product is broken. */
export async function runCheck(
  page: PageKind,
  mutant?: Mutant,
): Promise<{ code: number; result: CheckResult }> {
  const child = spawn(process.execPath, [command, 'check', '--json', '--page', page], {
    env: { ...process.env, ...(mutant ? breaking(mutant) : {}) },
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

const breaking = ({ file, find, replace }: Mutant) => ({
  NODE_OPTIONS: `--import=${hook}`,
  JOURNEYS_PUSH_MUTANT: JSON.stringify({
    url: pathToFileURL(fileURLToPath(new URL(file, root))).href,
    find,
    replace,
  }),
});
