import { defineCommand } from 'citty';
import { asOperator } from '../operator.ts';
import { listArgs, refuseUnknown } from './options.ts';
import { keyJson, keyTable } from './show.ts';

export const listCommand = defineCommand({
  meta: { name: 'list', description: 'Show all API keys, without their secrets' },
  args: listArgs,
  async run({ args }) {
    refuseUnknown('list', args, listArgs);
    const { stateOf } = await import('@journeys-push/gateway/admin');
    const now = Date.now();
    const keys = await asOperator(({ keys }) => keys.list());
    const states = keys.map((key) => ({ ...key, state: stateOf(key, now) }));
    const json = states.map(({ state, ...key }) => ({ ...keyJson(key), state }));
    process.stdout.write(args.json ? `${JSON.stringify(json)}\n` : keyTable(states));
  },
});
