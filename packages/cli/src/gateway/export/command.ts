import { defineCommand } from 'citty';
import { ask, readRemote } from '../remote.ts';
import { exportArgs, readOptions } from './options.ts';
import { save } from './save.ts';

/** Streams the ledger or the installations of a running gateway. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Stream the ledger or the installations of a gateway; JOURNEYS_PUSH_API_KEY holds the key',
  },
  args: exportArgs,
  async run({ args }) {
    const { path, out } = readOptions(args);
    const remote = readRemote(args.url, process.env);
    await save(await ask(remote, { path }), out);
  },
});
