#!/usr/bin/env node
/** `npx journeys-push` in a checkout: installs and builds what is missing, then runs the command from its source. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled } from '../../../tools/setup.mjs';

// Exit code 1 is a verdict, which only the command can come to.
let ended = false;
process.on('exit', (code) => {
  if (!ended && code === 1) process.exitCode = 2;
});

await ensureInstalled();
// What the phones show. Nothing else waits for it: a server that needs an API key has no phones.
if (process.argv[2] === 'check') await ensureBuilt(['bridge', 'lab']);
// What goes into an app as it is built: the bridge's text, and the plugin that Expo loads.
if (process.argv[2] === 'build') await ensureBuilt(['bridge', 'shell']);

// Workspace packages are read as source: that takes a condition, which only a new process can be given.
const loader = process.features.typescript ? [] : ['--import', import.meta.resolve('tsx')];
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const node = ['--conditions=journeys-push-source', ...loader, main, ...process.argv.slice(2)];
const command = spawn(process.execPath, node, {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  // Ctrl+C reaches a whole process group: what the command has started must not end before it has told it to.
  detached: true,
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => command.kill(signal));
}
command.once('exit', (code, signal) => {
  ended = true;
  process.exitCode = code ?? 128 + constants.signals[signal];
});
