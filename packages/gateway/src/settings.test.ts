import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/folder.ts';
import { shop } from '../test/gateway.ts';
import { readSettings } from './settings.ts';

async function settingsFrom(config: object, environment: Record<string, string> = {}) {
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify(config));
  return readSettings({ JOURNEYS_PUSH_CONFIG: file, ...environment });
}

test('a text in the file may name a value of the environment', async () => {
  const apps = [{ ...shop, apiTokens: ['$' + '{SHOP_TOKEN}'] }];
  const settings = await settingsFrom({ apps }, { SHOP_TOKEN: 'secret', PORT: '0' });
  expect(settings.config.apps[0]?.apiTokens).toEqual(['secret']);
  expect(settings).toMatchObject({ port: 0, host: '127.0.0.1', production: false, databaseUrl: undefined });
});

test('mistakes in file and environment are told together', async () => {
  const apps = [{ ...shop, mobileAppId: 'shop', apiTokens: ['$' + '{SHOP_TOKEN}'] }];
  await expect(
    settingsFrom({ apps }, { PORT: 'http', DATABASE_URL: 'mysql://', NODE_ENV: 'production' }),
  ).rejects.toMatchObject({
    mistakes: [
      expect.stringMatching(/^DATABASE_URL: /),
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^SHOP_TOKEN: /),
      expect.stringMatching(/^apps\.0\.mobileAppId: /),
      expect.stringMatching(/^identity\.mode: /),
      'JOURNEYS_PUSH_KEYS: must be set in production',
    ],
  });
});

test.each(['', ' 80', '0x50', '8080.0', '65536', '-1'])('"%s" is no port', async (port) => {
  await expect(settingsFrom({ apps: [shop] }, { PORT: port, OPERATIONS_PORT: port })).rejects.toMatchObject({
    mistakes: [expect.stringMatching(/^PORT: /), expect.stringMatching(/^OPERATIONS_PORT: /)],
  });
});

test('a file that is not there, or no JSON, is named', async () => {
  await expect(readSettings({ JOURNEYS_PUSH_CONFIG: '/nowhere/gateway.json' })).rejects.toMatchObject({
    mistakes: [expect.stringContaining('/nowhere/gateway.json')],
  });
});

test('what is no JSON is told by its place and never quoted', async () => {
  const file = join(await temporaryFolder(), 'gateway.json');
  const mistakesOf = async (text: string) => {
    await writeFile(file, text);
    return readSettings({ JOURNEYS_PUSH_CONFIG: file }).catch(({ mistakes }) => mistakes);
  };
  expect(await mistakesOf('{\n  "apiTokens": ["secret" "secret"]\n}')).toEqual([
    `${file}: is not valid JSON, line 2, column 26`,
  ]);
  expect(await mistakesOf('{ "apiTokens": [secret] }')).toEqual([`${file}: is not valid JSON`]);
});
