import { runCommand } from 'citty';
import { describe, expect, it } from 'vitest';
import { checkArgs, readOptions } from './options.ts';

/** As citty reads a command line. */
async function read(line: string) {
  const { result } = await runCommand(
    { args: checkArgs, run: ({ args }) => readOptions(args) },
    { rawArgs: line.split(' ').filter(Boolean) },
  );
  return result;
}

describe('the options of check', () => {
  it('are all of both built-in pages by default', async () => {
    expect(await read('')).toEqual({ pages: ['bare', 'median-js-bridge'], json: false });
  });

  it('name phones, pages and items by lists', async () => {
    expect(await read('--profile iphone,android-12 --page bare --only 3,14 --json')).toMatchObject({
      ...{ profiles: ['iphone', 'android-12'], pages: ['bare'], only: [3, 14], json: true },
    });
  });

  it('mean the customer’s own page with --app', async () => {
    expect(await read('--app http://localhost:3000 --link /orders/42')).toMatchObject({
      ...{ app: 'http://localhost:3000/', pages: ['app'], link: '/orders/42' },
    });
  });

  it('name each phone, page and item once', async () => {
    expect(await read('--profile iphone,iphone --page bare,bare --only 3,3,03')).toMatchObject({
      ...{ profiles: ['iphone'], pages: ['bare'], only: [3] },
    });
  });

  it.each([
    ['/über/uns', '/%C3%BCber/uns'],
    ['/a/../b?q=ä#c', '/b?q=%C3%A4#c'],
    ['/orders/42', '/orders/42'],
  ])('read --link %s as a browser does', async (link, path) => {
    expect(await read(`--app http://x --link ${link}`)).toMatchObject({ link: path });
  });

  it('name report files from where the person stands', async () => {
    expect(await read('--html a/b.html')).toMatchObject({ html: `${process.cwd()}/a/b.html` });
  });

  it.each([
    ['--app ftp://x', /--app must be an http or https URL, not "ftp:\/\/x"/],
    ['--app http://user@x/', /--app must be/],
    ['--app http://x --page bare', /does not go with --app/],
    ['--link /x', /--link goes with --app only/],
    ['--app http://x --link //evil.test', /--link must be a path/],
    ['--app http://x --link /\\\\evil.test', /--link must be a path/],
    ['--app http://x --link /a/..//evil.test', /--link must be a path/],
    ['--app http://x --link orders', /--link must be a path/],
    ['--profile nokia', /--profile knows iphone, android-14, android-12, not "nokia"/],
    ['--page other', /--page knows bare, median-js-bridge/],
    ['--only 0', /numbers from 1 to 18/],
    ['--only 19', /numbers from 1 to 18/],
    ['--only 3;4', /numbers from 1 to 18/],
    ['--only', /numbers from 1 to 18/],
    ['--html', /--html must name a file/],
    ['--html reports/', /--html must name a file/],
    ['--verbose', /There is no option --verbose/],
    ['now', /"now" is not an option/],
  ])('refuse %s', async (line, message) => {
    await expect(read(line)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });
});
