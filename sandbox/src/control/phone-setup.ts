import { pickPhones } from './pick-phones.ts';
import { ControlFailure } from './problem.ts';
import type { PhoneSetup } from './wire.ts';
import type { ControlledPhone, World } from './world.ts';

/**
 * Phones as they are wanted, in that order: those that are there, and new ones where there are too few. Throws
 * ControlFailure for an unknown profile, and then makes none.
 */
export async function setUpPhones(world: World, wanted: PhoneSetup['phones']): Promise<ControlledPhone[]> {
  const known = world.profiles().map(({ id }) => id);
  const strange = wanted.find(({ profile }) => !known.includes(profile));
  if (strange)
    throw new ControlFailure(
      'profile-unknown',
      `No profile "${strange.profile}"; known: ${known.join(', ')}`,
    );
  const there = world.phones().map((phone) => ({ id: phone.id, profile: phone.view().profile, phone }));
  // All at once: a phone is there as soon as it is asked for, so that two callers at a time do not make it twice.
  return Promise.all(
    pickPhones(wanted, there).map((found, at) => {
      const { profile = '' } = wanted[at] ?? {};
      return found?.phone ?? world.createPhone(profile);
    }),
  );
}
