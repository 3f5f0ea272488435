import { defineCommand } from 'citty';
import { directoryOf } from './directory.ts';
import { findSandbox } from './find.ts';
import { jsonText } from './json.ts';
import { envArgs, readOptions } from './options.ts';
import { peopleText } from './people.ts';
import { shellText } from './shell.ts';
import { variablesFor } from './variables.ts';

const forms = { people: peopleText, shell: shellText, json: jsonText };

export const envCommand = defineCommand({
  meta: { name: 'env', description: 'Print what your own senders need to reach the running sandbox' },
  args: envArgs,
  async run({ args }) {
    const { port, form, client } = readOptions(args);
    const sandbox = await findSandbox(port);
    const directory = await directoryOf(sandbox.connection);
    const variables = variablesFor(sandbox.connection, directory);
    process.stdout.write(forms[form]({ sandbox, ...directory, variables, client }));
  },
});
