import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

/** The command without its launcher, which would install Expo first: nothing here needs it. */
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const node = ['--conditions=journeys-push-source', '--import', import.meta.resolve('tsx'), main, 'build'];
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-build-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const identity = { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' };
const put = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));

const build = (...args: string[]) => run([...node, ...args], folder);

function run(args: string[], cwd: string) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

test('a plan is printed for people or for programs, and nothing is written', async () => {
  put('journeys-push.config.json', { site: { url: 'https://shop.example/' }, identity });
  const before = readdirSync(folder);
  const told = await build('--plan');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(/^android\/app\/build\.gradle$/m);
  const { app, build: id, plan } = JSON.parse((await build('--plan', '--json')).stdout);
  expect(app).toMatchObject({ name: 'Shop', pushProvider: 'none' });
  expect(id.configHash).toMatch(/^[0-9a-f]{16}$/);
  expect(plan[0]).toEqual({
    platform: expect.stringMatching(/^(android|ios)$/),
    ...{ file: expect.any(String), what: expect.any(String), why: expect.any(String) },
  });
  expect(readdirSync(folder)).toEqual(before);
}, 60_000);

test('mistakes are told before anything is written, to programs with their codes', async () => {
  put('wrong.json', { site: { url: 'http://shop.example/' }, identity: { ...identity, bundleId: 'shop' } });
  const refused = await build('--config', 'wrong.json', '--out', 'made', '--json');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(
    /2 mistakes[\s\S]*identity\.bundleId[\s\S]*what to do[\s\S]*Nothing was written/,
  );
  const { passed, mistakes } = JSON.parse(refused.stdout);
  expect(passed).toBe(false);
  expect(mistakes.map(({ code }: { code: string }) => code)).toEqual(['bundle-id-invalid', 'site-not-https']);
  expect(existsSync(join(folder, 'made'))).toBe(false);
}, 60_000);

test('a folder that no build has made is never written to', async () => {
  const told = JSON.parse((await build('--out', '.', '--json')).stdout);
  expect(told).toMatchObject({ passed: false, code: 'out-not-ours', remedy: expect.any(String) });
  const refused = await build('--out', '.');
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/no folder that a build has made/),
  });
}, 60_000);

test('the command explains itself', async () => {
  const { stdout } = await build('--help');
  for (const option of ['--config', '--out', '--plan', '--json', '--html']) expect(stdout).toContain(option);
}, 60_000);

test('a program reaches it by the name of the package', async () => {
  put('shop.json', { site: { url: 'https://shop.example/' }, identity });
  const program = `
    import { build, plan } from '@journeys-push/cli/build';
    const { app } = await plan({ config: process.argv[1] });
    const told = [];
    const refused = build({ config: process.argv[1], out: '.' });
    try { for await (const { kind } of refused) told.push(kind); } catch ({ code }) { told.push(code); }
    console.log(JSON.stringify([app.name, told]));`;
  const { code, stdout, stderr } = await run(
    [...node.slice(0, -2), '--input-type=module', '--eval', program, join(folder, 'shop.json')],
    fileURLToPath(new URL('../', import.meta.url)),
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual(['Shop', ['out-not-ours']]);
}, 60_000);
