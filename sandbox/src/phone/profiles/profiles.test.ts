import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makePhone } from '../testing/make-phone.ts';
import { builtInProfiles, profilesWith } from './catalogue.ts';

const all = [...builtInProfiles().values()];

describe('the built-in profiles', () => {
  it('are iOS 15 to the present one and Android 8 to 16, with every API level', () => {
    const major = ({ facts }: (typeof all)[number]) => Number.parseInt(facts.osVersion, 10);
    const ios = new Set(all.filter(({ platform }) => platform === 'ios').map(major));
    expect([...ios].sort()).toEqual([15, 16, 17, 18, 26]);
    const levels = new Set(all.flatMap(({ apiLevel = [] }) => apiLevel));
    expect([...levels].sort()).toEqual([26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]);
  });

  it('keep the ids of the three phones of `npm start`', () => {
    expect(['iphone', 'android-14', 'android-12'].filter((id) => !builtInProfiles().has(id))).toEqual([]);
  });

  it('look as such phones do', () => {
    const shapes = Object.fromEntries(all.map(({ id, shape }) => [id, shape]));
    expect(shapes).toMatchObject({
      ...{ iphone: 'island', 'ios-16': 'notch', 'ios-15': 'home-button', ipad: 'tablet' },
      ...{ 'android-16': 'punch-hole', 'android-8': 'bezels' },
    });
  });

  it.each(all.map(({ id }) => id))('%s makes a phone with the facts of its file', async (id) => {
    const profile = builtInProfiles().get(id);
    const { phone } = makePhone(id);
    const { platform, apiLevel, targetLevel, model } = profile ?? {};
    expect(phone.view()).toMatchObject({
      ...{ profile: id, name: model, platform, osVersion: profile?.facts.osVersion },
      ...(apiLevel === undefined ? {} : { apiLevel, targetLevel }),
    });
    await phone.launch();
    expect(phone.view().state).toBe('foreground');
    phone.close();
  });
});

describe('a folder of one’s own profiles', () => {
  const android = {
    ...{ platform: 'android', model: 'Shop terminal', apiLevel: 30, targetLevel: 33 },
    facts: {
      ...{ hardware: 'armv8', language: 'de', timeZone: 'Europe/Berlin' },
      ...{ model: 'T-1', os: 'Android', osVersion: '11' },
    },
  };
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  async function folderWith(files: Record<string, unknown>) {
    const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    folders.push(folder);
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return folder;
  }

  it('adds a phone by a file', async () => {
    const folder = await folderWith({ 'terminal.json': android, 'README.md': 'no profile' });
    const profiles = profilesWith(folder);
    expect(profiles.size).toBe(builtInProfiles().size + 1);
    const { phone } = makePhone('terminal', { profiles });
    expect(phone.view()).toMatchObject({ model: 'Shop terminal', language: 'de', timeZone: 'Europe/Berlin' });
    phone.close();
  });

  it.each([
    ['terminal.json', '{', /terminal\.json is not JSON/],
    ['terminal.json', { ...android, platform: 'symbian' }, /platform: expected ios or android/],
    ['terminal.json', { ...android, apiLevel: 25 }, /apiLevel: expected 26 \(Android 8\) or higher/],
    ['terminal.json', { ...android, apiLevel: 'new' }, /apiLevel: Invalid input: expected number/],
    ['terminal.json', { ...android, colour: 'red' }, /Unrecognized key: "colour"/],
    ['terminal.json', { ...android, targetLevel: undefined }, /targetLevel: Invalid input: expected number/],
    [
      'terminal.json',
      { ...android, facts: { ...android.facts, timeZone: 'Mars/One' } },
      /facts\.timeZone: expected an IANA time zone such as Europe\/Berlin/,
    ],
    ['iphone.json', android, /iphone\.json: a profile "iphone" is built in; rename the file/],
    ['My Phone.json', android, /My Phone\.json: expected a file name of small letters/],
  ])('says of a wrong file %s (%j) what was expected', async (name, content, message) => {
    const folder = await folderWith({ [name]: content });
    expect(() => profilesWith(folder)).toThrow(message);
  });

  it('says when it cannot be read', () => {
    expect(() => profilesWith('/nowhere/at/all')).toThrow(
      'The folder of profiles /nowhere/at/all cannot be read: ENOENT',
    );
  });

  it('does not know what nobody has described', () => {
    expect(() => makePhone('nokia-3310')).toThrow(/There is no profile "nokia-3310"; known: android-10, /);
  });
});
