import type { Profile } from '../../../../../src/control/wire.ts';
import { useLab } from '../../../lab-context.ts';
import { useRemote } from '../../../use-remote.ts';
import type { DeviceProps } from '../../device-props.ts';

/** What a part of the controls gets that must know the kinds of phones. */
export interface WithProfiles extends DeviceProps {
  profiles: readonly Profile[];
}

const NOT_TOLD: readonly Profile[] = [];

/** The kinds of phones; none until the sandbox has told them. */
export function useProfiles(): readonly Profile[] {
  const { client } = useLab();
  return useRemote(client.profiles).value ?? NOT_TOLD;
}
