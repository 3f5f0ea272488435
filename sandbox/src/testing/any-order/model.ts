/**
 * What is wanted of one phone, by the rules of spec.md alone: a pure reducer that knows nothing of the product. The
 * property test compares what the product has made of a story with what this says.
 *
 * - The last wish of the page holds: over kills, offline times, rotations, restarts of the gateway (§1).
 * - A person is bound once permission is granted, whichever came first (§1, "remembered; granting completes it").
 * - iOS asks once; Android 13+ until the second denial; Android 12 has granted from the start (§1).
 */

export type Profile = 'iphone' | 'android-14' | 'android-12';
export type Person = 'A' | 'B';

/** What can happen to a phone. `launch` starts the app, or brings it to the front. */
export type Act =
  | 'prompt'
  | 'allow'
  | 'deny'
  | 'register A'
  | 'register B'
  | 'log out'
  | 'rotate token'
  | 'background'
  | 'kill'
  | 'launch'
  | 'go offline'
  | 'go online';

export interface PhoneModel {
  readonly profile: Profile;
  readonly app: 'in front' | 'in the background' | 'not running';
  readonly online: boolean;
  readonly granted: boolean;
  readonly denials: number;
  /** The system's question is on the screen, or comes back to it with the app. */
  readonly asked: boolean;
  /** Whom the page wants here. Absent: nobody. */
  readonly wish?: Person | undefined;
}

/** An app that was just installed, and opened for the first time. */
export const firstLaunch = (profile: Profile): PhoneModel => ({
  profile,
  app: 'in front',
  online: true,
  granted: profile === 'android-12',
  denials: 0,
  asked: false,
});

/** Denials after which the system asks no more. Android 12 never asks. */
const FINAL: Record<Profile, number> = { iphone: 1, 'android-14': 2, 'android-12': 0 };

/** The phone after the act; undefined where nobody can do that now, or where it would change nothing. */
export function after(phone: PhoneModel, act: Act): PhoneModel | undefined {
  return possible[act](phone) ? { ...phone, ...changes[act](phone) } : undefined;
}

/** Who is to be bound to the phone's current token in Dynamics once everything has come to rest. */
export const wanted = ({ granted, wish }: PhoneModel): Person | undefined => (granted ? wish : undefined);

const inFront = ({ app }: PhoneModel) => app === 'in front';
const onScreen = ({ app, asked }: PhoneModel) => app === 'in front' && asked;
const running = ({ app }: PhoneModel) => app !== 'not running';
const always = () => true;

/** A page acts while somebody looks at it. */
const possible: Record<Act, (phone: PhoneModel) => boolean> = {
  prompt: inFront,
  allow: onScreen,
  deny: onScreen,
  'register A': inFront,
  'register B': inFront,
  'log out': inFront,
  'rotate token': always,
  background: inFront,
  kill: running,
  launch: (phone) => !inFront(phone),
  'go offline': ({ online }) => online,
  'go online': ({ online }) => !online,
};

const changes: Record<Act, (phone: PhoneModel) => Partial<PhoneModel>> = {
  prompt: ({ profile, granted, denials }) => ({ asked: !granted && denials < FINAL[profile] }),
  allow: () => ({ asked: false, granted: true }),
  deny: ({ denials }) => ({ asked: false, denials: denials + 1 }),
  'register A': () => ({ wish: 'A' }),
  'register B': () => ({ wish: 'B' }),
  'log out': () => ({ wish: undefined }),
  'rotate token': () => ({}),
  background: () => ({ app: 'in the background' }),
  kill: () => ({ app: 'not running', asked: false }),
  launch: () => ({ app: 'in front' }),
  'go offline': () => ({ online: false }),
  'go online': () => ({ online: true }),
};
