import { ConfigError } from './config.ts';
import { EmbeddedPostgresError } from './db/embedded.ts';
import { HELP, readArguments } from './operations/arguments.ts';
import { effectiveText } from './operations/effective.ts';
import { run } from './run.ts';
import { readSettings } from './settings.ts';
import { startProblem } from './start-problem.ts';

/** The gateway as a process; the only file that reads the environment. */
async function main(): Promise<void> {
  const wish = readArguments(process.argv.slice(2));
  if (typeof wish === 'object') throw new ConfigError([`${wish.unknown} is no option; see --help`]);
  if (wish === 'help') return print(HELP);
  const read = () => readSettings(process.env);
  const settings = await read();
  if (wish === 'print-config') return print(effectiveText(settings));
  await run(settings, read);
}

function print(text: string): void {
  process.stdout.write(text);
}

/** What the operator can mend is said in one text, without a stack. */
function explain(error: unknown): string {
  const known = error instanceof ConfigError || error instanceof EmbeddedPostgresError;
  return known ? error.message : (startProblem(error) ?? (error as Error).stack ?? String(error));
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
