import type { CheckCell, CheckColumn, Checklist, PageKind } from '../../../../src/control/check-wire.ts';
import type { Phone, Profile } from '../../../../src/control/wire.ts';
import { osOf } from '../../phones/words.ts';

/** A phone that can be checked: one that is there, or one of a profile that would be made for it. */
export interface Target {
  /** The phone's id, or the profile's name with a `+` before it. */
  key: string;
  /** Absent: it is made when the check begins. */
  id?: string;
  profile: string;
  name: string;
  os: string;
  onWall: boolean;
}

type Kind = Pick<Profile, 'id' | 'platform' | 'model' | 'osVersion'>;

/**
 * The phones on the wall, the others that are there, and a phone of every profile that none of them has. Those of
 * scenarios are left out: the sandbox itself is their page.
 */
export function targetsOf(
  phones: readonly Phone[],
  wall: readonly string[],
  profiles: readonly Kind[],
): Target[] {
  const free = phones.filter(({ page }) => !page.byTest);
  const there = free.map((phone): Target => {
    const { id, profile, name } = phone;
    return { key: id, id, profile, name, os: osOf(phone), onWall: wall.includes(id) };
  });
  const lacking = profiles.filter(({ id }) => !free.some(({ profile }) => profile === id));
  return [
    ...there.filter(({ onWall }) => onWall),
    ...there.filter(({ onWall }) => !onWall),
    ...lacking.map(
      ({ id, model, platform, osVersion }): Target => ({
        ...{ key: `+${id}`, profile: id, name: model, onWall: false },
        os: `${platform === 'ios' ? 'iOS' : 'Android'} ${osVersion}`,
      }),
    ),
  ];
}

/** The grid before anything was run. */
export function plannedColumns(
  targets: readonly Target[],
  checklist: Checklist,
  pages: readonly PageKind[],
): CheckColumn[] {
  return targets.flatMap((target) => {
    const { key, id, profile, name, os } = target;
    const apply = (id && checklist.phones[id]) || checklist.profiles[profile] || [];
    const cells = checklist.items.map(
      ({ number }): CheckCell => ({ number, status: apply.includes(number) ? 'waiting' : 'not-applicable' }),
    );
    return pages.map((page): CheckColumn => ({ phone: key, profile, name, os, page, cells }));
  });
}
