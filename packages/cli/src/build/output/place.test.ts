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
const fill = (content: string) => async (inside: string) => {
  mkdirSync(join(inside, 'project'));
  writeFileSync(join(inside, 'project/a.txt'), content);
  const made = await hashesOf(inside);
  writeFileSync(join(inside, RECORD), JSON.stringify({ format: 'journeys-push-build/1', made }));
};

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

  test('is never one that something else has made', async () => {
    mkdirSync(place());
    await refuseForeign(place());
    writeFileSync(place('out/letter.txt'), 'dear');
    await expect(refuseForeign(place())).rejects.toMatchObject({ code: 'out-not-ours' });
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
