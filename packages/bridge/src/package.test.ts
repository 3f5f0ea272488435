import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildBridge } from './testing/build.ts';

const run = promisify(execFile);
const source = fileURLToPath(new URL('..', import.meta.url));

let consumer: string;
let installed: string;
let built: Built;

/** The package as a consumer has it: its package.json and what the build makes, in a node_modules folder. */
beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'bridge-consumer-'));
  installed = join(consumer, 'node_modules/@journeys-push/bridge');
  await mkdir(installed, { recursive: true });
  await cp(join(source, 'package.json'), join(installed, 'package.json'));
  built = await buildBridge({ dts: true, folder: join(installed, 'dist') });
});
afterAll(() => rm(consumer, { recursive: true, force: true }));

async function runInNode(file: string, code: string): Promise<unknown> {
  await writeFile(join(consumer, file), code);
  const { stdout } = await run(process.execPath, ['--unhandled-rejections=strict', file], { cwd: consumer });
  return JSON.parse(stdout);
}

const useIt = `
  (async () => {
    const touched = 'window' in globalThis || 'median' in globalThis;
    const answer = await median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' });
    const code = await median.msdynamics.registrationInfo().catch((error) => error.code);
    console.log(JSON.stringify([touched, answer.reason, code, typeof createBridge]));
  })();`;
const outside = [false, 'not-in-app', 'not-in-app', 'function'];

test('it can be imported in plain Node as an ES module', async () => {
  const code = `import { createBridge, median } from '@journeys-push/bridge'; ${useIt}`;
  expect(await runInNode('page.mjs', code)).toEqual(outside);
});

test('it can be required in plain Node as CommonJS', async () => {
  const code = `const { createBridge, median } = require('@journeys-push/bridge'); ${useIt}`;
  expect(await runInNode('page.cjs', code)).toEqual(outside);
});

test('the script as text is a module that equals the file of the script tag', async () => {
  const code = `import script from '@journeys-push/bridge/iife'; console.log(JSON.stringify(script));`;
  expect(await runInNode('text.mjs', code)).toBe(built.script);
});

test('the script is at most 3 kB compressed', () => {
  expect(gzipSync(built.script, { level: 9 }).length).toBeLessThanOrEqual(3_000);
});

test('it has no run-time dependency, and its types stand alone', async () => {
  const { dependencies } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  expect(dependencies).toBeUndefined();
  const imports = new Set<string>();
  for (const file of await readdir(built.folder)) {
    const text = await readFile(join(built.folder, file), 'utf8');
    for (const [, from = ''] of text.matchAll(/(?:from |require\()"([^."][^"]*)"/g)) imports.add(from);
  }
  expect([...imports]).toEqual(['react']);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, level: 'suggestion' });
  expect(messages).toEqual([]);
});

test('the entry for React is marked for the client', async () => {
  for (const file of ['react.js', 'react.cjs'])
    expect(await readFile(join(built.folder, file), 'utf8')).toMatch(/^"use client"/);
});
