import { defineCommand } from 'citty';
import { interruptible } from '../../interruption.ts';
import { paintFor } from '../../paint.ts';
import { Refusal } from '../../refusal.ts';
import { previewArgs, readOptions } from './options.ts';
import { readSamples } from './samples.ts';
import { countsOf, previewText } from './show.ts';

export const previewCommand = defineCommand({
  meta: { name: 'preview', description: 'Try the rules on some users; nothing is written anywhere' },
  args: previewArgs,
  async run({ args }) {
    const options = readOptions(args, process.env);
    const fromFile = options.file ? await readSamples(options.file) : [];
    const samples = [...options.ids.map((userId) => ({ userId })), ...fromFile];
    const { previewUsers } = await import('@journeys-push/gateway/users');
    const users = await usersOf(options.config);
    const verdicts = await interruptible((signal) => previewUsers({ users, signal }, samples));
    const counts = countsOf(verdicts);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ counts, users: verdicts })}\n`
        : previewText(verdicts, paintFor(process.stdout)),
    );
    process.exitCode = counts.found === verdicts.length ? 0 : 1;
  },
});

/** The rules; throws Refusal `configuration` with all mistakes. */
async function usersOf(file: string) {
  const { ConfigError, readUsers } = await import('@journeys-push/gateway/users');
  return readUsers(file, process.env).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    throw new Refusal('configuration', {
      message: `The configuration cannot be used:\n- ${error.mistakes.join('\n- ')}`,
      remedy: 'See docs/gateway/users.md. Name another file with --config.',
    });
  });
}
