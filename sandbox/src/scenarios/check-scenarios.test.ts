import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkScenarios } from './check-scenarios.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journeys-push-scenarios-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const file = join(folder, `own-${text.length}.mjs`);
  await writeFile(file, text);
  return file;
}

it.each([
  [{ names: ['nonsense'] }, 'There is no scenario "nonsense".'],
  [{ names: ['sign-out'], profiles: ['nokia'] }, 'None of these scenarios is told on nokia.'],
  [{ file: '/no/such/file.mjs' }, /^\/no\/such\/file\.mjs cannot be loaded: /],
])('refuses %j before anything is started', async (options, message) => {
  await expect(checkScenarios(options)).rejects.toMatchObject({
    code: 'scenario-unknown',
    message: expect.stringMatching(message),
  });
});

it('refuses a file that exports no scenario, and says what is missing', async () => {
  const file = await fileOf('export default { title: "Mine", phones: [] };');
  await expect(checkScenarios({ file })).rejects.toThrow(/must export scenario\(.*default\.phones/);
});
