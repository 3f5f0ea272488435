import { Badge } from '@fluentui/react-components';
import type { CredentialValidation } from '../../../../src/control/channel-wire.ts';
import { validationNames } from '../words.ts';

const colours = {
  'not-started': 'subtle',
  checking: 'informative',
  valid: 'success',
  invalid: 'danger',
  connected: 'success',
} as const;

/** The state of “Credential validation”. */
export function ValidationBadge({ state }: Pick<CredentialValidation, 'state'>) {
  return (
    <Badge appearance="tint" color={colours[state]}>
      {validationNames[state]}
    </Badge>
  );
}
