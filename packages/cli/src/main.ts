/** The operator's command. Exit codes: 0 done, 1 what was checked is not as it should be, 2 it could not be done. */
import { stripVTControlCharacters } from 'node:util';
import { type CommandDef, defineCommand, renderUsage, runCommand, type SubCommandsDef } from 'citty';
import { Interrupted } from './interruption.ts';
import { plainFor } from './paint.ts';

const NAME = 'journeys-push';

/** Commands are loaded when they are called: most need nothing of what the others need. */
const commands = {
  check: () => import('./check/command.ts').then((module) => module.checkCommand),
  build: () => import('./build/command.ts').then((module) => module.buildCommand),
  sandbox: () => import('./sandbox/command.ts').then((module) => module.sandboxCommand),
  keys: () => import('./gateway/keys/command.ts').then((module) => module.keysCommand),
  export: () => import('./gateway/export/command.ts').then((module) => module.exportCommand),
  users: () => import('./gateway/users/command.ts').then((module) => module.usersCommand),
};

/** Commands that are only a name for others. */
const groups: Record<string, () => Promise<SubCommandsDef>> = {
  sandbox: () => import('./sandbox/command.ts').then((module) => module.sandboxCommands),
  keys: () => import('./gateway/keys/command.ts').then((module) => module.keysCommands),
  users: () => import('./gateway/users/command.ts').then((module) => module.usersCommands),
};

const main = defineCommand({
  meta: {
    name: NAME,
    description: 'Native push for web apps, driven by Dynamics 365 Customer Insights – Journeys',
  },
  subCommands: commands,
});

const args = process.argv.slice(2);
/** A command that is only a name for others says which they are. */
const asksForHelp =
  args.length === 0 ||
  (args.length === 1 && args.join() in groups) ||
  args.some((arg) => arg === '--help' || arg === '-h');
neverMistakenForVerdict();
try {
  if (asksForHelp) process.stdout.write(`${plainFor(process.stdout, await usage(args))}\n`);
  else await runCommand(main, { rawArgs: args });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  if (error instanceof Interrupted) process.exit(error.exitCode);
  process.exitCode = 2;
}
// The channel to whoever started us would keep the process.
process.disconnect?.();

/**
 * Node's own code for an error that nobody has caught is 1. And who has not heard the verdict has none: EPIPE, where
 * the reader of a pipe has ended; EIO, where the terminal has. The command goes on without a word.
 */
function neverMistakenForVerdict(): void {
  let lost = false;
  const lose = () => {
    lost = true;
  };
  for (const stream of [process.stdout, process.stderr]) stream.on('error', lose);
  process.on('uncaughtExceptionMonitor', lose);
  process.on('exit', (code) => {
    if (lost && code < 2) process.exitCode = 2;
  });
}

/** The text of the command that the first words name. */
async function usage([name, ...rest]: string[]): Promise<string> {
  const command = commands[name as keyof typeof commands];
  if (!command) return renderUsage(main);
  const below = (await groups[name as string]?.())?.[rest[0] ?? ''];
  if (typeof below === 'function') return renderUsage(await below(), { meta: { name: `${NAME} ${name}` } });
  return renderUsage((await command()) as CommandDef, { meta: main.meta ?? {} });
}

/** A refusal says what to do; anything else but a mistake at the command line is a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Interrupted) return error.message;
  if ('remedy' in error) return `${error.message}\n${error.remedy}`;
  if (error.name !== 'CLIError') return error.stack ?? error.message;
  return `${stripVTControlCharacters(error.message).replace(/\.$/, '')}. See ${NAME} --help`;
}
