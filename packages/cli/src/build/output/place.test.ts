import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashesOf, makePlace, RECORD, refuseForeign } from './place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journeys-push-place-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const place = (name = 'out') => join(folder, name);

/** What a build does with its folder. */
const fill =
  (content: string, passed = true) =>
  async (inside: string) => {
    mkdirSync(join(inside, 'project'));
    writeFileSync(join(inside, 'project/a.txt'), content);
    const made = await hashesOf(inside);
    writeFileSync(join(inside, RECORD), JSON.stringify({ format: 'journeys-push-build/1', made }));
    return { passed };
  };
const contentOf = (name: string) => readFileSync(place(`${name}/project/a.txt`), 'utf8');

describe('an output folder', () => {
  test('is there when all is in it, with nothing beside it', async () => {
    await makePlace(place('a/b'), fill('one'));
    expect(readFileSync(place('a/b/project/a.txt'), 'utf8')).toBe('one');
    expect(readdirSync(place('a'))).toEqual(['b']);
  });

  test('is replaced as a whole', async () => {
    await makePlace(place(), fill('one'));
    await refuseForeign(place());
    await makePlace(place(), fill('two'));
    expect(readFileSync(place('out/project/a.txt'), 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('leaves nothing where it could not be filled, and what was there stays', async () => {
    await makePlace(place(), fill('one'));
    const fail = async (inside: string) => {
      writeFileSync(join(inside, 'half'), '');
      throw new Error('in the middle');
    };
    await expect(makePlace(place(), fail)).rejects.toThrow('in the middle');
    await expect(makePlace(place('new/deep'), fail)).rejects.toThrow('in the middle');
    expect(readdirSync(folder)).toEqual(['out']);
    expect(existsSync(place('out/project/a.txt'))).toBe(true);
  });

  test('holds only what has passed: what has not lies beside it, until something has', async () => {
    expect(await makePlace(place(), fill('one'))).toEqual({ passed: true, folder: place() });
    await refuseForeign(place());
    expect(await makePlace(place(), fill('two', false))).toEqual({
      passed: false,
      folder: place('out-failed'),
    });
    await makePlace(place(), fill('three', false));
    expect([contentOf('out'), contentOf('out-failed')]).toEqual(['one', 'three']);
    await refuseForeign(place());
    await makePlace(place(), fill('four'));
    expect(contentOf('out')).toBe('four');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('is not there where nothing has ever passed', async () => {
    await makePlace(place(), fill('one', false));
    expect(readdirSync(folder)).toEqual(['out-failed']);
  });

  test('stays what it was where it cannot be replaced', async () => {
    await makePlace(place(), fill('one'));
    const vanish = async (inside: string) => {
      rmSync(inside, { recursive: true });
      return { passed: true };
    };
    await expect(makePlace(place(), vanish)).rejects.toThrow();
    expect(contentOf('out')).toBe('one');
  });

  test('that cannot be written is refused with what the system says', async () => {
    writeFileSync(place('file'), '');
    await expect(makePlace(place('file/out'), fill('one'))).rejects.toMatchObject({
      code: 'out-unwritable',
      message: expect.stringMatching(/cannot be written: E\w+: .*file/),
    });
  });

  test('that grows too large for the disk leaves nothing', async () => {
    const full = async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    await expect(makePlace(place('a/b'), full)).rejects.toMatchObject({ code: 'out-unwritable' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is never one that something else has made', async () => {
    mkdirSync(place());
    await refuseForeign(place());
    writeFileSync(place('out/letter.txt'), 'dear');
    await expect(refuseForeign(place())).rejects.toMatchObject({
      code: 'out-not-ours',
      message: expect.stringContaining('letter.txt is in it'),
    });
  });

  test.each([
    ['added to', 'project/release.keystore', /release\.keystore was not made by a build/],
    ['changed', 'project/a.txt', /a\.txt was changed after the build/],
  ])('is not replaced where somebody has %s it', async (_what, file, message) => {
    await makePlace(place(), fill('one'));
    writeFileSync(place(`out/${file}`), 'mine');
    await expect(refuseForeign(place())).rejects.toThrow(message);
  });

  test('may be replaced where npm has installed into it', async () => {
    await makePlace(place(), fill('one'));
    mkdirSync(place('out/project/node_modules'));
    writeFileSync(place('out/project/node_modules/x.js'), '');
    await refuseForeign(place());
  });
});
