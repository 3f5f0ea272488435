import { ledgerRoutes } from './ledger.ts';
import type { Route } from './route.ts';

/** What an operator asks for. */
export const adminRoutes = {
  ...ledgerRoutes,
} as const satisfies Record<string, Route>;
