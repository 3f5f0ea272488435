import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StudioBuild } from '../control/studio-wire.ts';
import { type Builder, createBuilds } from './builds.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journeys-push-studio-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const app = {
  ...{
    name: 'Shop',
    site: 'https://shop.example/',
    bundleId: 'com.example.shop',
    packageName: 'com.example.shop',
  },
  ...{ version: '1.0.0', build: 1, pushProvider: 'none' },
};
const id = { configHash: '0123456789abcdef', shellVersion: '0.1.0', pluginVersion: '0.1.0' };

/** Builds that come to this end, and tell one line before. */
function builderThat(end: (signal: AbortSignal) => Promise<object>): Builder {
  return {
    plan: async () => ({ app, build: id, plan: [] }),
    prepare: async () => {},
    build: ({ signal = new AbortController().signal }) => {
      const result = end(signal) as ReturnType<Builder['build']>['result'];
      result.catch(() => {});
      signal.throwIfAborted();
      return {
        result,
        async *[Symbol.asyncIterator]() {
          yield { kind: 'said', step: 'bundle', line: 'Bundling' } as const;
          await result;
        },
      };
    },
  };
}

const start = (builder: Builder) => {
  const builds = createBuilds({ folder, load: async () => builder });
  const until = (state: StudioBuild['state']) => expect.poll(() => builds.look(0).state).toBe(state);
  return { builds, until };
};
/** Only what is as it should be is packed. */
const finished = (passed: boolean) => ({
  ...{ format: 'journeys-push-build/1', startedAt: '2026-02-11T09:24:00.000Z', durationMs: 10, passed, app },
  ...{
    build: id,
    checks: [],
    bundles: [],
    archive: passed ? archive : undefined,
    steps: [],
    folder: '/made',
  },
});
const archive = { file: 'shop-1.0.0-1.tar.gz', bytes: 2_100_000, sha256: 'ab'.repeat(32), files: 140 };

test.each([
  [true, 'passed'],
  [false, 'failed'],
] as const)(
  'a build that passed: %s, is %s, and tells its progress to whoever asks',
  async (passed, state) => {
    const { builds, until } = start(builderThat(async () => finished(passed)));
    expect(builds.look(0).state).toBe('none');
    expect((await builds.start()).state).toBe('running');
    await until(state);
    const { progress, next, folder: made, result } = builds.look(0);
    expect([made, next]).toEqual(['/made', progress.length]);
    expect(result?.archive).toEqual(passed ? archive : undefined);
    expect(progress.map(({ kind }) => kind)).toEqual(['started', 'finished', 'said']);
    expect(builds.look(next - 1).progress).toMatchObject([{ line: 'Bundling' }]);
  },
);

test('there is one build at a time, and a cancelled one is ended before another begins', async () => {
  let ended = false;
  const { builds } = start(
    builderThat(
      (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            ended = true;
            reject(signal.reason);
          }),
        ),
    ),
  );
  await builds.start();
  await expect(builds.start()).rejects.toMatchObject({ code: 'studio-building' });
  await expect.poll(() => builds.look(0).progress.some(({ kind }) => kind === 'said')).toBe(true);
  expect(await builds.cancel()).toMatchObject({ state: 'cancelled' });
  expect(ended).toBe(true);
  expect((await builds.start()).state).toBe('running');
  await expect.poll(() => builds.look(0).progress.some(({ kind }) => kind === 'said')).toBe(true);
  await builds.close();
});

test('a refusal is told with its code and remedy, and a fault as one', async () => {
  const refused = Object.assign(new Error('It is full.'), { code: 'out-unwritable', remedy: 'Make room.' });
  const { builds, until } = start(builderThat(async () => Promise.reject(refused)));
  await builds.start();
  await until('refused');
  expect(builds.look(0).refusal).toEqual({
    code: 'out-unwritable',
    message: 'It is full.',
    remedy: 'Make room.',
  });
  const broken = start(builderThat(async () => Promise.reject(new TypeError('x is undefined'))));
  await broken.builds.start();
  await broken.until('refused');
  expect(broken.builds.look(0).refusal).toMatchObject({ code: 'build-broken', message: 'x is undefined' });
});
