import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, readOptions, UsageError } from './options.ts';
import { startSandbox } from './sandbox.ts';

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readOptions([])).toEqual({ port: DEFAULT_PORT, gateway: true, json: false });
  });

  it('are read', () => {
    const args = ['--port', '0', '--data', './x', '--app', 'http://localhost:3000', '--names', '443'];
    const api = ['--allow', 'https://api.example.com', '--allow', 'http://localhost:3001'];
    const more = [
      '--profiles',
      './phones',
      '--project',
      '../shop',
      '--json',
      '--host',
      '0.0.0.0',
      '--no-gateway',
    ];
    expect(readOptions([...args, ...api, ...more])).toEqual({
      port: 0,
      host: '0.0.0.0',
      gateway: false,
      data: './x',
      app: 'http://localhost:3000/',
      allow: ['https://api.example.com', 'http://localhost:3001'],
      profiles: './phones',
      project: '../shop',
      names: 443,
      json: true,
    });
  });

  it.each([
    [['--port', 'abc'], /--port must be a number/],
    [['--port', '65536'], /--port must be a number/],
    [['--port', '-1'], /--port/],
    [['--host', 'everywhere'], /--host must be an IP address/],
    [['--names', 'https'], /--names must be a number/],
    [['--app', 'localhost'], /--app "localhost": expected an http or https address/],
    [['--app', 'ftp://x/'], /--app .*expected an http or https address/],
    [['--app', 'https://anna:pass@x/'], /--app "https:\/\/…@x\/": a user name or password/],
    [['--app', 'http://lab.push.localhost:9/'], /--app .*this is the sandbox itself/],
    [['--app', 'http://localhost:4400/'], /--app .*this is the sandbox itself/],
    [['--port', '5000', '--app', 'http://127.0.0.1:5000'], /--app .*this is the sandbox itself/],
    [['--app', 'http://x/', '--allow', 'http://x/api'], /--allow .*expected an origin without a path/],
    [['--app', 'http://x/', '--allow', 'http://p1.push.localhost'], /--allow .*this is the sandbox itself/],
    [['--allow', 'http://x'], /name it with --app/],
    [['--data', ''], /--data must name a folder/],
    [['--profiles', ''], /--profiles must name a folder/],
    [['--project', ' '], /--project must name a folder/],
    [['--colour'], /Unknown option '--colour'/],
    [['stray'], /Unexpected argument 'stray'/],
  ])('refuse %j in one line', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
    try {
      readOptions(args);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

it.each([
  { app: 'https://anna:pass@shop.example/' },
  { app: 'http://lab.push.localhost/' },
  { app: 'http://localhost:4999/', port: 4999 },
  { app: 'https://shop.example/', allow: ['https://api.example/v1'] },
])('a sandbox that is started by code refuses the same sites: %j', async (options) => {
  await expect(startSandbox({ gateway: false, ...options })).rejects.toThrow(UsageError);
});
