import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Each command under way listens for the signals.
process.setMaxListeners(0);

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts a command in the root folder. A signal that ends us ends it and all it has started, at once: npm would
 * go on for a minute, and a second run would meet it.
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 */
function start([program, ...args], options) {
  const child = spawn(program, args, { cwd: root, detached: true, ...options });
  const stop = () => {
    killGroup(child);
    process.exit(130);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.once(signal, stop);
  child.once('close', () => {
    for (const signal of signals) process.off(signal, stop);
  });
  return child;
}

function killGroup({ pid }) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/**
 * Runs a command and waits; its output is ours. Resolves with the exit code.
 * @param {string[]} command
 * @returns {Promise<number>}
 */
export function run(command) {
  return new Promise((resolve, reject) => {
    const child = start(command, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * As `run`, but quiet: the output is shown, and the program ended, only when the command fails.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>}
 */
export function must(command, { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      process.stderr.write(`\nFailed (exit code ${code}): ${command.join(' ')}\n`);
      process.exit(1);
    });
  });
}
