import { setTimeout as sleep } from 'node:timers/promises';
import { type ArgsDef, defineCommand } from 'citty';
import { Refusal } from '../refusal.ts';
import { ask, type Remote, readRemote, remoteArgs } from './remote.ts';

const eraseArgs = {
  id: {
    type: 'positional',
    valueHint: 'ID',
    description: 'The user id as the app gives it',
    required: false,
  },
  wait: { type: 'boolean', description: 'Wait until Dynamics has given up every registration' },
  ...remoteArgs,
} as const satisfies ArgsDef;

/** As the gateway answers it. */
interface Erasure {
  erasureId: string;
  state: 'cleaning' | 'done';
  userKeys: string[];
  remaining: unknown[];
}

/** Erases a person: ends all registrations in Dynamics and forgets every name. */
export const eraseCommand = defineCommand({
  meta: {
    name: 'erase',
    description:
      'Erase a person from a gateway and clean up in Dynamics; JOURNEYS_PUSH_API_KEY holds the key',
  },
  args: eraseArgs,
  async run({ args: { _: words, id, wait, url, ...others } }) {
    const [unknown] = Object.keys(others);
    if (unknown) throw usage(`There is no option --${unknown}`);
    if (!id || words.length > 1) throw usage('Name one user id');
    const remote = readRemote(url, process.env);
    const answer = await ask(remote, { method: 'DELETE', path: `/v1/admin/users/${encodeURIComponent(id)}` });
    const erasure = await erasureIn(answer);
    if (!erasure) {
      process.stdout.write('The gateway holds nothing on this user id.\n');
      return;
    }
    tellBegun(erasure);
    tellStanding(wait ? await end(remote, erasure) : erasure);
  },
});

const erasureIn = async (response: Response): Promise<Erasure | undefined> =>
  ((await response.json()) as { erasure?: Erasure }).erasure;

async function end(remote: Remote, erasure: Erasure): Promise<Erasure> {
  let now = erasure;
  while (now.state !== 'done') {
    await sleep(1_000);
    now = (await erasureIn(await ask(remote, { path: `/v1/admin/erasures/${now.erasureId}` }))) ?? now;
  }
  return now;
}

/** Before anything is waited for: the names are gone, and whoever is cut off now would have nothing to ask by. */
function tellBegun({ erasureId, userKeys }: Erasure): void {
  process.stdout.write(`${erasureId}\n`);
  if (userKeys.length > 0)
    process.stderr.write(`Write down what finds the history from now on (userKey): ${userKeys.join(' ')}\n`);
}

function tellStanding({ state, remaining }: Erasure): void {
  const words =
    state === 'done'
      ? 'Done: nothing names this person any more.'
      : `Under way: Dynamics has ${remaining.length} registration(s) yet to give up. The names are gone already.`;
  process.stderr.write(`${words}\n`);
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push users erase --help' });
