import { AppsAnswer } from '../operator-gateway.ts';
import { ledgerRoutes } from './ledger.ts';
import type { Route } from './route.ts';

/** What an operator asks for. */
export const adminRoutes = {
  ...ledgerRoutes,
  listApps: {
    method: 'GET',
    path: '/v1/admin/apps',
    summary: 'Read how the mobile app channels are doing',
    description: 'Each process knows for itself which access tokens were refused and whom it spares.',
    caller: 'read',
    answers: { 200: { says: 'All that are configured.', body: AppsAnswer } },
  },
} as const satisfies Record<string, Route>;
