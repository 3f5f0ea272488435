import type { Phone } from '../../control/wire.ts';
import type { PhoneKind } from '../item.ts';
import type { Place, TokenShape } from './wire.ts';

/** Which system it is, by what its WebView says; else by the entry point that the app has made in it. */
export function platformOf({ agent, entries }: Place): 'ios' | 'android' {
  if (/Android/.test(agent)) return 'android';
  // A tablet calls itself a Mac.
  if (/iPhone|iPad|iPod|Macintosh/.test(agent)) return 'ios';
  return entries.includes('ios') ? 'ios' : 'android';
}

/** Android's API level, from 10 on: 12 is 31 and 32, which differ in nothing that matters here. */
const apiLevelOf = (osVersion: string): number => {
  const major = Number.parseInt(osVersion, 10) || 0;
  return major >= 13 ? major + 20 : major + 19;
};

export function kindOf(platform: 'ios' | 'android', osVersion: string): PhoneKind {
  if (platform === 'ios') return { profile: 'iphone', platform };
  const apiLevel = apiLevelOf(osVersion);
  return { profile: apiLevel >= 33 ? 'android-14' : 'android-12', platform, apiLevel };
}

/** `Chrome 120.0.6099.230`, `WebKit 605.1.15` */
export function engineOf(agent: string): string {
  const [, chrome] = /Chrome\/([\d.]+)/.exec(agent) ?? [];
  const [, webkit] = /AppleWebKit\/([\d.]+)/.exec(agent) ?? [];
  return chrome ? `Chrome ${chrome}` : webkit ? `WebKit ${webkit}` : 'an unknown engine';
}

/** A token as its system makes them: APNs' are hexadecimal and at least 32 bytes, FCM's are longer and of letters. */
export const isWellFormed = (platform: 'ios' | 'android', shape: TokenShape | undefined): boolean => {
  if (!shape) return false;
  return platform === 'ios' ? shape.hex && shape.length >= 64 : shape.plain && shape.length >= 64;
};

/** A UUID, as it is made once for each installation. */
export const isInstallationId = (id: unknown): id is string =>
  typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** What is known of a phone that nobody can look into from outside. */
export interface Known {
  platform: 'ios' | 'android';
  osVersion: string;
  model: string;
  installationId: string | null;
  /** Its end, where the app has shown one of the right form. */
  token: string;
  permission: Phone['permission']['status'];
}

/** The same, as the items look at it. */
export const viewOf = (known: Known, now: Pick<Phone, 'state'> & { url: string }): Phone => {
  const { platform, osVersion, model, installationId, token, permission } = known;
  const { profile, apiLevel } = kindOf(platform, osVersion);
  return {
    ...{ id: 'phone', profile, name: nameOf(known), platform, osVersion, model, installationId, token },
    ...(apiLevel === undefined ? {} : { apiLevel }),
    shape: platform === 'ios' ? 'island' : 'punch-hole',
    ...{
      state: now.state,
      opened: true,
      online: true,
      settingsOpen: false,
      browser: null,
      tray: [],
      dialog: null,
    },
    // Nobody can see these from outside.
    ...{ forceStopped: false, doze: false, focus: false, badge: 0, channels: [], tokens: [] },
    ...{ timeZone: '', language: '', clockSkewMs: 0 },
    permission: { status: permission, canAskAgain: permission === 'undetermined', denials: 0 },
    registration: { state: 'none' },
    page: { url: now.url, generation: 0, connected: true, loading: false, byTest: false },
  };
};

export const nameOf = ({ model, platform }: Pick<Known, 'model' | 'platform'>): string =>
  model || (platform === 'ios' ? 'iPhone' : 'Android phone');
