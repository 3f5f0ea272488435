import { runCommand } from 'citty';
import { describe, expect, it } from 'vitest';
import { checkArgs, readOptions } from './options.ts';

/** As citty reads a command line. */
async function read(line: string, environment = {}) {
  const { result } = await runCommand(
    { args: checkArgs, run: ({ args }) => readOptions(args, environment) },
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

  it('name further origins of that page with --allow', async () => {
    expect(
      await read('--app http://localhost:3000 --allow http://localhost:3001,https://a.example'),
    ).toMatchObject({
      allow: ['http://localhost:3001', 'https://a.example'],
    });
    await expect(read('--allow https://a.example')).rejects.toMatchObject({ code: 'usage' });
    await expect(read('--app http://localhost:3000 --allow https://a.example/')).rejects.toThrow(
      '--allow takes origins such as https://account.example.com, not "https://a.example/"',
    );
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

  it('mean the phone in a person’s hand with --phone', async () => {
    expect(await read('--phone --user ada-1')).toMatchObject({
      phone: { port: 4711, person: { userId: 'ada-1', contactId: 'ada-1' }, gateway: undefined },
    });
    const line = '--phone --user ada --contact GUID --port 0 --gateway https://push.shop.example/';
    expect(await read(line, { JOURNEYS_PUSH_API_KEY: 'jpk_secret' })).toMatchObject({
      phone: {
        ...{ port: 0, person: { userId: 'ada', contactId: 'GUID' } },
        gateway: { url: 'https://push.shop.example', apiKey: 'jpk_secret' },
      },
    });
  });

  it('take the gateway’s key from the environment, and say where it is missing', async () => {
    await expect(read('--phone --user ada --gateway https://push.shop.example')).rejects.toMatchObject({
      code: 'key-missing',
    });
  });

  it('mean scenarios with --scenarios, whose names follow, and with --scenario', async () => {
    const none = { names: undefined, file: undefined, profiles: undefined };
    expect(await read('--scenarios')).toMatchObject({ scenarios: none });
    expect(await read('--scenarios sign-out,deep-link --profile ios-15 --json')).toMatchObject({
      ...{ scenarios: { ...none, names: ['sign-out', 'deep-link'], profiles: ['ios-15'] }, json: true },
    });
    expect(await read('--scenarios sign-out deep-link')).toMatchObject({
      scenarios: { names: ['sign-out', 'deep-link'] },
    });
    expect(await read('--scenario late.ts')).toMatchObject({
      scenarios: { ...none, file: `${process.cwd()}/late.ts` },
    });
    expect(await read('')).toMatchObject({ scenarios: undefined });
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
    ['--phone', /--phone needs --user ID/],
    ['--phone --user a/b', /--phone needs --user ID/],
    ['--phone --user ada --app http://x', /--app does not go with --phone/],
    ['--phone --user ada --profile iphone', /--profile does not go with --phone/],
    ['--phone --user ada --port many', /--port takes a number from 0 to 65535, not "many"/],
    ['--phone --user ada --port 65536', /--port takes a number/],
    ['--user ada', /--user goes with --phone only/],
    ['--gateway https://x', /--gateway goes with --phone only/],
    ['--profile Nokia!', /--profile takes names such as iphone or android-14, not "Nokia!"/],
    ['--page other', /--page knows bare, median-js-bridge/],
    ['--only 0', /numbers from 1 to 18/],
    ['--only 19', /numbers from 1 to 18/],
    ['--only 3;4', /numbers from 1 to 18/],
    ['--only', /numbers from 1 to 18/],
    ['--html', /--html must name a file/],
    ['--html reports/', /--html must name a file/],
    ['--scenarios --only 3', /--only does not go with scenarios/],
    ['--scenarios --app http://x', /--app does not go with scenarios/],
    ['--scenario', /--scenario must name a file/],
    ['--verbose', /There is no option --verbose/],
    ['now', /"now" is not an option/],
  ])('refuse %s', async (line, message) => {
    await expect(read(line)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });
});
