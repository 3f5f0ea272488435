#!/usr/bin/env node
/** `npm start`: reads the options, starts the sandbox, prints where it is, and ends everything when told to. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOptions, type StartOptions, USAGE, UsageError } from './options.ts';
import { runningFolder } from './running.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** Everything must have ended 5 s after a signal. */
const CLOSE_WITHIN_MS = 4500;

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') say(USAGE);
  else await main(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // Nothing runs any more, but the channel to whoever started us would keep the process.
  process.exit(2);
}

async function main({ data, json, ...own }: StartOptions): Promise<void> {
  // npm runs scripts in the package's folder; a relative path means the person's own.
  const [dataDir, profiles, project] = [data, own.profiles, own.project ?? '.'].map(
    (folder) => folder && resolve(process.env.INIT_CWD ?? '.', folder),
  );
  if (project && !existsSync(project)) throw new UsageError(`--project: there is no folder ${project}`);
  const stop = stopper();
  const announceIn = runningFolder();
  const sandbox = await startSandbox({ ...own, dataDir, profiles, project, announceIn }).catch((error) =>
    stop.orThrow(error),
  );
  stop.when(sandbox);
  if (json) say(JSON.stringify(sandbox.connection()));
  else greet(sandbox);
}

function greet(sandbox: Sandbox): void {
  const { site, builtInPage } = sandbox.world.info();
  const { lab, gateway, dynamics } = sandbox.connection();
  say(`
  journeys-push sandbox

  Device Lab   ${lab}
  Gateway      ${gateway || 'none'}
  Dynamics     ${dynamics.publicEndpoint} (twin)
  Site         ${builtInPage ? 'built-in example shop' : site}

  Open the Device Lab in a browser. Ctrl+C ends everything.
  Your own senders: npx journeys-push sandbox env`);
}

/** Signals may come before the sandbox has started: they are kept until there is something to close. */
function stopper() {
  let sandbox: Sandbox | undefined;
  let stopping = false;
  const close = () => void sandbox?.close().then(() => process.exit(0));
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop);
  return {
    /** A start that was told to stop may fail in any way; nothing is left of it. */
    orThrow(error: Error): never {
      if (stopping) process.exit(0);
      throw error;
    },
    when(started: Sandbox) {
      sandbox = started;
      if (stopping) close();
    },
  };
}
