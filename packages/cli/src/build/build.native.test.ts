import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { list } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startIn } from '../../test/command.ts';
import { type BuildProgress, type BuildResult, build, plan } from './index.ts';
import { createCustomer, googleServices, picture, shop } from './testing/customer.ts';

const app = { ...shop, appearance: { icon: 'ios/icon.png', notificationIcon: 'android/mark.png' } };
const customer = createCustomer({
  'app.json': app,
  'plain.json': { site: shop.site, identity: shop.identity },
  'google-services.json': googleServices(),
});
customer.put('ios/icon.png', picture(1024, { opaque: true }));
customer.put('android/mark.png', picture(96));
afterAll(() => customer.remove());
const inFolder = (path: string) => join(customer.folder, path);

describe('journeys-push build, with push,', () => {
  let ended: Awaited<ReturnType<typeof startIn>['ended']>;
  let result: BuildResult;
  beforeAll(async () => {
    const args = [
      'build',
      '--config',
      'app.json',
      '--out',
      'made/shop',
      '--json',
      '--html',
      'made/report.html',
    ];
    // As somebody has it who has just run the check on a phone.
    const EXPO_PUBLIC_JOURNEYS_PUSH_CHECK = 'http://192.0.2.1:4711/never0in0release/';
    ended = await startIn(customer.folder, { EXPO_PUBLIC_JOURNEYS_PUSH_CHECK }, ...args).ended;
    result = JSON.parse(ended.stdout || '{}');
  }, 300_000);

  test('meets every expectation, and says so', () => {
    expect(ended.stderr).toMatch(/✓ Native projects for iOS and Android/);
    expect(result.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(ended.stderr).toContain(`all ${result.checks.length} expectations are met`);
    expect([ended.code, result.passed]).toEqual([0, true]);
  });

  test('hands on native projects, their texts and no installed modules', () => {
    const project = inFolder('made/shop/project');
    for (const file of ['android/gradlew', 'ios/Podfile', 'eas.json', '.github/workflows/apps.yml'])
      expect(existsSync(join(project, file))).toBe(true);
    expect(readdirSync(project)).not.toContain('node_modules');
    expect(readdirSync(project)).not.toContain('journeys-push.config.json');
    expect(JSON.parse(readFileSync(join(project, 'config/journeys-push.config.json'), 'utf8'))).toEqual(app);
    expect(readFileSync(join(project, 'README.md'), 'utf8')).toMatch(/Not run here[\s\S]*Shop\.xcworkspace/);
    expect(readdirSync(inFolder('made'))).toEqual(['report.html', 'shop']);
    expect(readFileSync(inFolder('made/report.html'), 'utf8')).toContain('expectations are met');
  });

  test('names nothing of the machine that it ran on', () => {
    const { made } = JSON.parse(readFileSync(inFolder('made/shop/build.json'), 'utf8'));
    const root = new URL('../../../../', import.meta.url).pathname.replace(/\/$/, '');
    const telling = Object.keys(made)
      .filter((file) => !file.endsWith('.tar.gz'))
      .filter((file) => {
        const text = readFileSync(inFolder(`made/shop/${file}`), 'latin1');
        return text.includes(root) || text.includes(customer.folder);
      });
    expect(telling).toEqual([]);
  });

  test('compiles both bundles to bytecode of at most 2 MB', () => {
    expect(result.bundles.map(({ platform }) => platform)).toEqual(['android', 'ios']);
    for (const { file, bytes } of result.bundles) {
      expect(statSync(inFolder(`made/shop/${file}`)).size).toBe(bytes);
      expect(bytes).toBeLessThanOrEqual(2_000_000);
    }
  });

  test('has nothing of the page of check --phone in what is released', () => {
    for (const { file } of result.bundles) {
      const text = readFileSync(inFolder(`made/shop/${file}`), 'latin1');
      // What is in it can be found like this.
      expect(text).toContain('journeys-push.arrival');
      expect(text).not.toMatch(/never0in0release|JOURNEYS_PUSH_CHECK|onCheckPage/);
    }
  });

  test('packs the project as one folder whose gradlew can be run', async () => {
    const paths: string[] = [];
    let mode = 0;
    await list({
      file: inFolder(`made/shop/${result.archive?.file}`),
      onReadEntry: (entry) => {
        paths.push(entry.path);
        if (entry.path.endsWith('/gradlew')) mode = entry.mode ?? 0;
      },
    });
    expect(new Set(paths.map((path) => path.split('/')[0]))).toEqual(new Set(['shop-1.0.0-1']));
    expect(paths).toContain('shop-1.0.0-1/package-lock.json');
    expect(mode & 0o100).toBe(0o100);
  });

  test('locks the modules that were used here', () => {
    const lock = JSON.parse(readFileSync(inFolder('made/shop/project/package-lock.json'), 'utf8'));
    expect(lock.packages['node_modules/expo'].version).toMatch(/^57\./);
    expect(Object.keys(lock.packages)).not.toContain('node_modules/vitest');
  });
});

test('a build without a push provider passes too, and tells of each step', async () => {
  const run = build({ config: inFolder('plain.json'), out: inFolder('plain') });
  const seen: BuildProgress[] = [];
  for await (const one of run) seen.push(one);
  const result = await run.result;
  expect(result.checks.filter(({ passed }) => !passed)).toEqual([]);
  const { expo } = JSON.parse(readFileSync(inFolder('plain/project/package.json'), 'utf8'));
  expect(expo.autolinking.exclude).toContain('expo-notifications');
  expect(seen.filter(({ kind }) => kind === 'finished')).toHaveLength(5);
  expect(seen.some(({ kind }) => kind === 'said')).toBe(true);
  expect(readdirSync(customer.folder).filter((name) => name.startsWith('.'))).toEqual([]);
}, 300_000);

test('the app of this repository, made from the same configuration, has the id of the build', async () => {
  const { build: id } = await plan({ config: inFolder('app.json') });
  const cwd = fileURLToPath(new URL('../../../shell/app/', import.meta.url));
  const expo = createRequire(join(cwd, 'package.json')).resolve('expo/bin/cli');
  const env = { ...process.env, JOURNEYS_PUSH_CONFIG: inFolder('app.json'), CI: '1', EXPO_OFFLINE: '1' };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [expo, 'config', '--type', 'public', '--json'],
    { cwd, env },
  );
  expect(JSON.parse(stdout).extra.journeysPush.build).toEqual(id);
});

test('an abort in the middle ends every program and leaves nothing', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const run = build({ config: inFolder('plain.json'), out: inFolder('aborted/shop'), signal });
  const ended = (async () => {
    for await (const one of run)
      if (one.kind === 'said' && one.step === 'bundle') controller.abort(new Error('enough'));
  })();
  await expect(ended).rejects.toThrow('enough');
  expect(existsSync(inFolder('aborted'))).toBe(false);
}, 300_000);

test.each([
  ['SIGINT', 130, 'Native projects'],
  ['SIGTERM', 143, 'The app’s project'],
] as const)(
  '%s leaves nothing behind',
  async (signal, code, after) => {
    const args = ['build', '--config', 'app.json', '--out', 'interrupted/shop'];
    const TMPDIR = mkdtempSync(join(tmpdir(), 'journeys-push-build-tmp-'));
    const { child, output, ended } = startIn(customer.folder, { TMPDIR }, ...args);
    await expect.poll(() => output.stderr, { timeout: 180_000 }).toContain(`✓ ${after}`);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, stderr: expect.stringContaining('shop is as it was before') });
    expect(existsSync(inFolder('interrupted'))).toBe(false);
    // What Metro and tsx have compiled stays for the next time.
    expect(readdirSync(TMPDIR).filter((name) => !/^(metro-cache$|tsx-)/.test(name))).toEqual([]);
    rmSync(TMPDIR, { recursive: true, force: true });
  },
  300_000,
);

test('an interruption that comes when the folder has been replaced does not call it what it was', async () => {
  const installed = inFolder('late/shop/node_modules');
  mkdirSync(installed, { recursive: true });
  writeFileSync(inFolder('late/shop/build.json'), '{ "format": "journeys-push-build/1", "made": {} }');
  // To remove so many takes a while, in which the new folder is there already.
  for (let file = 0; file < 20_000; file++) writeFileSync(join(installed, `${file}`), '');
  const { child, ended } = startIn(
    customer.folder,
    {},
    'build',
    '--config',
    'plain.json',
    '--out',
    'late/shop',
  );
  const isReplaced = () => existsSync(inFolder('late/shop/report.html'));
  await expect.poll(isReplaced, { timeout: 180_000, interval: 5 }).toBe(true);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(stderr).not.toContain('as it was before');
  expect(stderr).toContain(`In ${inFolder('late/shop')}`);
  expect(code).toBe(0);
  expect(readdirSync(inFolder('late'))).toEqual(['shop']);
}, 300_000);
