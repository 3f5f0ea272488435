import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { hopNames } from '../../../../src/control/hop-names.ts';

/** How a person reads who speaks to whom. */
export const partyNames: Record<Exchange['to'], string> = {
  ...hopNames,
  backend: 'Backend',
  webhook: 'Callback URL',
};
