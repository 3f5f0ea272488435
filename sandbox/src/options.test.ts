import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, readOptions } from './options.ts';

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
    [['--app', 'localhost'], /--app must be an http or https URL/],
    [['--app', 'ftp://x/'], /--app must be an http or https URL/],
    [['--app', 'http://x/', '--allow', 'http://x/api'], /--allow must be an origin/],
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
