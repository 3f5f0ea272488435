import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the root folder and waits; its output goes to our stderr unless `stdout` says otherwise.
 * Resolves with the exit code.
 * @param {string[]} command
 * @param {{ stdout?: 'inherit' | 2, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run([program, ...args], { stdout = 2, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', stdout, 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * As `run`, but quiet: the output is shown, and the program ended, only when the command fails.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function must([program, ...args], { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      process.stderr.write(`\nFailed (exit code ${code}): ${[program, ...args].join(' ')}\n`);
      process.exit(1);
    });
  });
}
