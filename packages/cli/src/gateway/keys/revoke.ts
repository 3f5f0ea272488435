import { defineCommand } from 'citty';
import { Refusal } from '../../refusal.ts';
import { asOperator } from '../operator.ts';
import { readId, refuseUnknown, revokeArgs } from './options.ts';

export const revokeCommand = defineCommand({
  meta: { name: 'revoke', description: 'End an API key: no gateway takes it after 5 seconds' },
  args: revokeArgs,
  async run({ args }) {
    refuseUnknown('revoke', args, revokeArgs);
    const id = readId(args.id);
    const revoked = await asOperator(({ keys }) => keys.revoke(id));
    if (!revoked) {
      const remedy = 'See journeys-push keys list';
      throw new Refusal('key-unknown', { message: `There is no key ${id}.`, remedy });
    }
    const told = revoked.changed ? 'No gateway takes it after 5 seconds.' : 'It had been revoked before.';
    process.stdout.write(`Revoked ${id} (${revoked.key.name}). ${told}\n`);
  },
});
