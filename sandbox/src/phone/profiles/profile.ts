import * as z from 'zod';
import { Shape } from '../../control/wire.ts';

/** A word of a version: `15.8`, `8.1`. */
const version = z.string().regex(/^\d+(\.\d+){0,2}$/, 'expected a version such as 17 or 18.6');
const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin');
const language = z.string().refine(isLanguage, 'expected a BCP 47 language tag such as en or de-AT');

/** As `registrationInfo` names them (facts: shell.md §7); the app's own fields come from its configuration. */
const Facts = z.strictObject({
  hardware: z.string().min(1),
  /** Also what a new phone is set to. */
  language,
  timeZone,
  model: z.string().min(1),
  modelId: z.string().min(1).optional(),
  os: z.enum(['iOS', 'Android']),
  osVersion: version,
});

/** Android 8, which has brought the channels. */
const OLDEST_API = 26;

/** The content of a profile's file. */
const ProfileFile = z.discriminatedUnion(
  'platform',
  [
    z.strictObject({
      platform: z.literal('ios'),
      model: z.string().min(1),
      shape: Shape.default('island'),
      facts: Facts,
    }),
    z.strictObject({
      platform: z.literal('android'),
      model: z.string().min(1),
      shape: Shape.default('punch-hole'),
      /** Decides, with `targetLevel`, how the permission to notify is handled (facts: apns-fcm-phones.md §6.2). */
      apiLevel: z.int().min(OLDEST_API, `expected ${OLDEST_API} (Android 8) or higher`),
      /** The API level that the app on it is built for. */
      targetLevel: z.int().min(1),
      /** Its maker takes a swipe from the recent apps for a force stop, which stock Android does not (§6.2). */
      swipeStops: z.boolean().default(false),
      facts: Facts,
    }),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? 'expected ios or android' : undefined) },
);

/** A kind of phone: what it is, and by which rules its system behaves. */
export interface Profile {
  /** The name of its file. */
  id: string;
  platform: 'ios' | 'android';
  /** What people call it. */
  model: string;
  shape: Shape;
  apiLevel?: number;
  targetLevel?: number;
  swipeStops: boolean;
  facts: z.infer<typeof Facts>;
}

/** A file that is no profile; the message names the file, the field and what was expected. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly code = 'profile-invalid';
}

/** Reads one profile; throws {@link ProfileError}. `file` is how messages call it. */
export function readProfile(id: string, text: string, file: string): Profile {
  const json = parse(text, file);
  const read = ProfileFile.safeParse(json);
  if (read.success) return { swipeStops: false, ...read.data, id };
  const wrong = read.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole file'}: ${message}`,
  );
  throw new ProfileError(`${file} is no profile of a phone. ${wrong.join('; ')}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProfileError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** Known ones: a formatter takes milliseconds to make, and most phones are set to one zone. */
const zones = new Set<string>();

export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as +01:00 are taken too, and are no names.
    if (!/^[A-Za-z]/.test(name)) return false;
    zones.add(name);
    return true;
  } catch {
    return false;
  }
}

export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
