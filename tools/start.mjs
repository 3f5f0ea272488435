/** `npm start`: installs and builds what is missing, then runs the sandbox until it is told to stop. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './run.mjs';
import { ensureBuilt, ensureInstalled } from './setup.mjs';

await ensureInstalled();
await ensureBuilt(['bridge', 'lab']);

// Workspace packages are read as source: that takes a condition, which only a new process can be given.
// The channel tells the sandbox when this process is gone, whatever ended it.
// A Node that runs TypeScript by itself (22.18 and later) starts a second sooner than with tsx.
const loader = process.features.typescript ? [] : ['--import', import.meta.resolve('tsx')];
// V8 would let garbage pile up for as long as the machine has memory: a journey to many addresses makes a lot of it.
const lean = ['--heap-growing-percent=10', '--max-semi-space-size=2'];
const node = ['--conditions=journeys-push-source', ...lean, ...loader, join(root, 'sandbox/src/main.ts')];
const sandbox = spawn(process.execPath, [...node, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  // Ctrl+C reaches a whole process group: the sandbox's helpers must not end before it has told them to.
  detached: true,
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => sandbox.kill(signal));
}
sandbox.once('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
