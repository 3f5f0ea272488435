import { describe, expect, test } from 'vitest';
import { type Act, after, firstLaunch, type PhoneModel, type Profile, wanted } from './model.ts';

/** The phone after the acts; each of them must be possible. */
const phoneAfter = (profile: Profile, ...acts: Act[]): PhoneModel =>
  acts.reduce((phone, act) => {
    const next = after(phone, act);
    if (!next) throw new Error(`${act} is not possible`);
    return next;
  }, firstLaunch(profile));
const wantedAfter = (profile: Profile, ...acts: Act[]) => wanted(phoneAfter(profile, ...acts));

describe('who is wanted on a phone', () => {
  test('nobody at first, and nobody before permission is granted', () => {
    expect(wantedAfter('iphone')).toBeUndefined();
    expect(wantedAfter('android-12')).toBeUndefined();
    expect(wantedAfter('iphone', 'register A')).toBeUndefined();
    expect(wantedAfter('android-14', 'register A', 'prompt', 'deny')).toBeUndefined();
  });

  test('the person that was registered, before or after permission', () => {
    expect(wantedAfter('iphone', 'register A', 'prompt', 'allow')).toBe('A');
    expect(wantedAfter('android-14', 'prompt', 'allow', 'register B')).toBe('B');
    expect(wantedAfter('android-12', 'register A')).toBe('A');
  });

  test('the last person, and nobody after logout', () => {
    expect(wantedAfter('android-12', 'register A', 'register B')).toBe('B');
    expect(wantedAfter('android-12', 'register A', 'log out')).toBeUndefined();
    expect(wantedAfter('android-12', 'register A', 'log out', 'register A')).toBe('A');
  });

  test('the same person, whatever else happens to the phone', () => {
    expect(
      wantedAfter(
        ...(['android-12', 'go offline', 'register A', 'kill', 'rotate token', 'launch'] as const),
        ...(['background', 'launch', 'go online'] as const),
      ),
    ).toBe('A');
  });
});

describe('the system’s question', () => {
  test('an iPhone asks once; Android 14 twice; Android 12 never', () => {
    expect(phoneAfter('iphone', 'prompt', 'deny', 'prompt').asked).toBe(false);
    expect(phoneAfter('android-14', 'prompt', 'deny', 'prompt').asked).toBe(true);
    expect(phoneAfter('android-14', 'prompt', 'deny', 'prompt', 'deny', 'prompt').asked).toBe(false);
    expect(phoneAfter('android-12', 'prompt').asked).toBe(false);
    expect(phoneAfter('iphone', 'prompt', 'allow', 'prompt').asked).toBe(false);
  });

  test('it waits in the background, dies with the app and is no answer then', () => {
    expect(phoneAfter('iphone', 'prompt', 'background', 'launch').asked).toBe(true);
    expect(phoneAfter('iphone', 'prompt', 'kill', 'launch').asked).toBe(false);
    expect(phoneAfter('iphone', 'prompt', 'kill', 'launch', 'prompt').asked).toBe(true);
  });

  test('only a question on the screen can be answered', () => {
    expect(after(firstLaunch('iphone'), 'allow')).toBeUndefined();
    expect(after(phoneAfter('iphone', 'prompt', 'background'), 'allow')).toBeUndefined();
  });
});

test('a page acts in front only; what would change nothing does not happen', () => {
  const gone = phoneAfter('android-12', 'kill');
  expect(
    (['prompt', 'register A', 'log out', 'kill', 'background'] as const).map((act) => after(gone, act)),
  ).toEqual(Array(5).fill(undefined));
  expect(after(firstLaunch('iphone'), 'launch')).toBeUndefined();
  expect(after(firstLaunch('iphone'), 'go online')).toBeUndefined();
  expect(after(gone, 'rotate token')).toEqual(gone);
});
