import { pickPhones, type WantedPhone } from '../../../../src/control/pick-phones.ts';
import type { Info, Phone, Profile } from '../../../../src/control/wire.ts';
import { withParameters } from '../../address.ts';
import { MOST } from './order.ts';

/**
 * A setup in the page's address: the profiles of the phones on the wall, as `iphone,android-14,android-14`. Where that
 * would find another phone of the profile, its id is named too: `iphone:p4`.
 */

export const readSetup = (text: string): WantedPhone[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      const [profile = '', id] = word.split(':');
      return { profile, ...(id ? { id } : {}) };
    });

/** For this sandbox: the same phones again after a reload. */
export function writeSetup(shown: readonly Phone[], phones: readonly Phone[]): string {
  const found = pickPhones(
    shown.map(({ profile }) => ({ profile })),
    phones,
  );
  const plain = shown.every((phone, at) => phone === found[at]);
  return shown.map(({ profile, id }) => (plain ? profile : `${profile}:${id}`)).join(',');
}

/** For any sandbox: phones of the same kinds, on the same site where it is not the built-in page. */
export function linkOf(shown: readonly Phone[], info: Info | undefined): string {
  const phones = shown.map(({ profile }) => profile).join(',');
  const site =
    info && !info.builtInPage ? { app: info.site, allow: info.allowedOrigins.join(',') } : undefined;
  return withParameters('', { phones, ...site });
}

/** What could not be had of a setup. */
export interface SetupProblem {
  /** Profiles that the sandbox does not know. */
  unknown: readonly string[];
  known: readonly string[];
  /** So many were named beyond what a wall holds. */
  tooMany: number;
}

/** The part of a setup that this sandbox can show, and what is wrong with the rest. */
export function checkSetup(
  wanted: readonly WantedPhone[],
  profiles: readonly Profile[],
): { wanted: WantedPhone[]; problem: SetupProblem | undefined } {
  const known = profiles.map(({ id }) => id);
  const possible = wanted.filter(({ profile }) => known.includes(profile));
  const unknown = [...new Set(wanted.map(({ profile }) => profile).filter((id) => !known.includes(id)))];
  const tooMany = Math.max(0, possible.length - MOST);
  const problem = unknown.length > 0 || tooMany > 0 ? { unknown, known, tooMany } : undefined;
  return { wanted: possible.slice(0, MOST), problem };
}
