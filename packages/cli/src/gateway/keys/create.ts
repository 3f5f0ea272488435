import { defineCommand } from 'citty';
import { asOperator } from '../operator.ts';
import { createArgs, readExpiry, readName, readScopes, refuseUnknown } from './options.ts';
import { keyJson } from './show.ts';

export const createCommand = defineCommand({
  meta: { name: 'create', description: 'Make an API key and show it once' },
  args: createArgs,
  async run({ args }) {
    refuseUnknown('create', args, createArgs);
    const { SCOPES } = await import('@journeys-push/gateway/admin');
    const name = readName(args.name);
    const scopes = readScopes(args.scope, SCOPES);
    const expiresAt = readExpiry(args.expires, Date.now());
    const made = await asOperator(({ keys }) =>
      keys.create({ name, scopes, ...(expiresAt !== undefined && { expiresAt }) }),
    );
    if (args.json) {
      process.stdout.write(
        `${JSON.stringify({ ...keyJson(made.key), state: 'active', key: made.secret })}\n`,
      );
      return;
    }
    // The key alone on stdout, for scripts.
    process.stdout.write(`${made.secret}\n`);
    process.stderr.write(
      `This is the only time it is shown. To end it: journeys-push keys revoke ${made.key.id}\n`,
    );
  },
});
