import { spawn } from 'node:child_process';
import { once } from 'node:events';

export const bin = new URL('../bin/journeys-push.mjs', import.meta.url).pathname;

/** The command as a person runs it, in a folder of their own. */
export function startIn(folder: string, added: NodeJS.ProcessEnv, ...args: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { ...env, ...added },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { child, output, ended };
}
