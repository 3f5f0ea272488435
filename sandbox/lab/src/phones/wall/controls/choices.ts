import type { Phone, Profile } from '../../../../../src/control/wire.ts';

/** One of the values that a field suggests. */
export interface Choice {
  value: string;
  /** What it is called. */
  label?: string;
}

/** The IANA time zones that this browser knows, with their distance from UTC now. */
export function timeZones(now: number): Choice[] {
  const names = Intl.supportedValuesOf('timeZone');
  return [...new Set([...names, 'UTC'])].map((value) => ({ value, label: offsetOf(value, now) }));
}

/** `GMT+5:30` */
function offsetOf(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

const TAGS = [
  ...[
    'ar',
    'cs',
    'da',
    'de',
    'de-AT',
    'de-CH',
    'el',
    'en',
    'en-AU',
    'en-GB',
    'en-IN',
    'en-US',
    'es',
    'es-MX',
  ],
  ...[
    'fi',
    'fr',
    'fr-CA',
    'fr-CH',
    'he',
    'hi',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'nb',
    'nl',
    'nl-BE',
    'pl',
    'pt',
  ],
  ...['pt-BR', 'ro', 'sk', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-Hans', 'zh-Hant'],
];

/** Languages that are often set; any other tag can be typed. */
export function languages(): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return TAGS.map((value) => ({ value, label: names.of(value) ?? value }));
}

/** Android's versions as people say them, with the API level of each. */
const ANDROID: [version: string, apiLevel: number][] = [
  ...([
    ['8.1', 27],
    ['9', 28],
    ['10', 29],
    ['11', 30],
    ['12', 31],
    ['12L', 32],
  ] as [string, number][]),
  ...[13, 14, 15, 16].map((version): [string, number] => [String(version), version + 20]),
];

/** Versions that the phone's system can be updated to, among those that are known here; any other can be typed. */
export function newerVersions(phone: Phone, profiles: readonly Profile[]): Choice[] {
  if (phone.platform === 'android')
    return ANDROID.filter(([, apiLevel]) => apiLevel > (phone.apiLevel ?? 0)).map(([value, apiLevel]) => ({
      value,
      label: `API ${apiLevel}`,
    }));
  const known = profiles.filter(({ platform }) => platform === 'ios').map(({ osVersion }) => osVersion);
  return [...new Set(known)]
    .filter((version) => isNewer(version, phone.osVersion))
    .sort((a, b) => (isNewer(a, b) ? 1 : -1))
    .map((value) => ({ value }));
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const at = [0, 1, 2].find((at) => (a?.[at] ?? 0) !== (b?.[at] ?? 0));
  return at !== undefined && (a?.[at] ?? 0) > (b?.[at] ?? 0);
}

/** Today's highest. */
const HIGHEST = 36;

/** API levels that an update of the app may be built for: never a lower one. */
export function targetLevels({ targetLevel = 1, apiLevel = 1 }: Phone): number[] {
  const highest = Math.max(HIGHEST, apiLevel, targetLevel);
  return Array.from({ length: highest - targetLevel + 1 }, (_, step) => targetLevel + step);
}

/** Units of a wrong clock, in milliseconds. */
export const SKEW_UNITS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
export type SkewUnit = keyof typeof SKEW_UNITS;

/** A clock that is so many units ahead, in milliseconds; undefined where it is no number. */
export function readSkew(text: string, unit: SkewUnit): number | undefined {
  const count = Number(text.trim().replace(',', '.').replace('−', '-'));
  return text.trim() === '' || !Number.isFinite(count) ? undefined : Math.round(count * SKEW_UNITS[unit]);
}
