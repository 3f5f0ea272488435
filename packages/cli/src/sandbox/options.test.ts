import { runCommand } from 'citty';
import { expect, test } from 'vitest';
import { envArgs, readOptions } from './options.ts';

/** As citty reads a command line. */
async function read(line: string) {
  const { result } = await runCommand(
    { args: envArgs, run: ({ args }) => readOptions(args) },
    { rawArgs: line.split(' ').filter(Boolean) },
  );
  return result;
}

test('without options everything is for people', async () => {
  expect(await read('')).toEqual({ port: undefined, client: undefined, form: 'people' });
});

test('options are read', async () => {
  expect(await read('--port 4400 --client apns2 --json')).toMatchObject({
    port: 4400,
    client: { id: 'apns2' },
    form: 'json',
  });
  expect(await read('--shell')).toMatchObject({ form: 'shell' });
});

test.each([
  ['--client nobody', /^--client knows node-apn, .*, not "nobody"\.$/],
  ['--port x', /^--port must be a number from 1 to 65535, not "x"\.$/],
  ['--port 0', /^--port must be a number/],
  ['--shell --json', /^--shell and --json are two forms; choose one\.$/],
  ['--colour', /^There is no option --colour\.$/],
  ['stray', /^"stray" is not an option\.$/],
])('%s is refused', async (line, message) => {
  await expect(read(line)).rejects.toThrow(message);
});
