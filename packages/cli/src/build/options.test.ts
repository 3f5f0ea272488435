import { runCommand } from 'citty';
import { describe, expect, it } from 'vitest';
import { buildArgs, readOptions } from './options.ts';

/** As citty reads a command line. */
async function read(line: string) {
  const { result } = await runCommand(
    { args: buildArgs, run: ({ args }) => readOptions(args) },
    { rawArgs: line.split(' ').filter(Boolean) },
  );
  return result;
}

describe('the options of build', () => {
  it('are a configuration and an output folder where the person stands', async () => {
    expect(await read('')).toEqual({
      config: 'journeys-push.config.json',
      out: `${process.cwd()}/journeys-push-build`,
      ...{ plan: false, json: false, html: undefined },
    });
  });

  it('name files as the person does, and find them', async () => {
    expect(await read('--config a/app.json --out b --html c/r.html --json')).toMatchObject({
      config: 'a/app.json',
      ...{ out: `${process.cwd()}/b`, html: `${process.cwd()}/c/r.html`, json: true },
    });
  });

  it.each([
    ['--plan --html a.html', /--html does not go with --plan/],
    ['--out b --html b/r.html', /--html must name a file outside the output folder/],
    ['--verbose', /There is no option --verbose/],
    ['now', /"now" is not an option/],
  ])('refuse %s', async (line, message) => {
    await expect(read(line)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });
});
