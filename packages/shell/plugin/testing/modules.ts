import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

export const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Those of ours that Expo loads: as they would be published, built from what is written now. */
const OURS = ['contract', 'shell'];

let built: Promise<string> | undefined;

afterAll(async () => {
  if (built) rmSync(await built, { recursive: true, force: true });
});

/** Gives a folder the node_modules of a customer's app: ours as published, all others as they are installed here. */
export async function installModules(folder: string): Promise<void> {
  built ??= build();
  const from = await built;
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@journeys-push'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@journeys-push') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const name of OURS) {
    cpSync(join(from, name), join(modules, '@journeys-push', name), { recursive: true });
  }
}

async function build(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-packages-'));
  const tsdown = join(root, 'node_modules/tsdown/dist/run.mjs');
  for (const name of OURS) {
    const source = join(root, 'packages', name);
    mkdirSync(join(folder, name));
    cpSync(join(source, 'package.json'), join(folder, name, 'package.json'));
    await promisify(execFile)(
      process.execPath,
      [tsdown, '--no-dts', '--out-dir', join(folder, name, 'dist')],
      { cwd: source },
    );
  }
  return folder;
}
