import type { ControlClient } from '../control/client.ts';
import type { Phone } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';

/**
 * The phones to check: those of these profiles, which are created where the sandbox has none; without profiles all that
 * are there. Those whose page is a test’s belong to that test. Throws CheckFailure for a profile that the sandbox does not
 * know.
 */
export async function phonesOf(
  control: Pick<ControlClient, 'phones' | 'profiles' | 'createPhone'>,
  profiles: readonly string[] | undefined,
): Promise<Phone[]> {
  const there = (await control.phones()).filter(({ page }) => !page.byTest);
  if (!profiles) return there;
  const missing = profiles.filter((name) => !there.some(({ profile }) => profile === name));
  if (missing.length > 0) await refuseUnknown(control, missing);
  const phones = there.filter(({ profile }) => profiles.includes(profile));
  for (const name of missing) phones.push(await control.createPhone(name));
  return phones;
}

async function refuseUnknown(control: Pick<ControlClient, 'profiles'>, names: string[]): Promise<void> {
  const known = (await control.profiles()).map(({ id }) => id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw new CheckFailure('profile-unknown', `"${unknown}" is none of ${known.join(', ')}.`);
}
