import type { Route, routes } from '@journeys-push/contract/routes';

type Routes = typeof routes;

/** What one can ask of a gateway, but for what anyone may ask about the service itself. */
export type OperationName = {
  [Name in keyof Routes]: Routes[Name]['caller'] extends 'anyone' ? never : Name;
}[keyof Routes];

/** Where each operation is: all that a call needs at run time. A test compares it with the contract. */
export const operations = {
  announceInstallation: 'PUT /v1/installations/{installationId}',
  readInstallation: 'GET /v1/installations/{installationId}',
  bindUser: 'PUT /v1/installations/{installationId}/user',
  unbindUser: 'DELETE /v1/installations/{installationId}/user',
  tellInteractions: 'POST /v1/installations/{installationId}/interactions',
  register: 'POST /v1/registrations',
  registerBulk: 'POST /v1/registrations/bulk',
  readRegistration: 'GET /v1/registrations/{installationId}',
  endRegistration: 'DELETE /v1/registrations/{installationId}',
  searchRegistrations: 'POST /v1/registrations/search',
  metrics: 'GET /metrics',
  listInstallations: 'GET /v1/admin/installations',
  explainInstallation: 'GET /v1/admin/installations/{installationId}',
  readOwners: 'GET /v1/admin/installations/{installationId}/owners',
  readRecipients: 'GET /v1/admin/recipients',
  readLedger: 'GET /v1/admin/ledger',
  readPerson: 'GET /v1/admin/users/{userId}',
  erasePerson: 'DELETE /v1/admin/users/{userId}',
  readErasure: 'GET /v1/admin/erasures/{erasureId}',
  listApps: 'GET /v1/admin/apps',
  exportLedger: 'GET /v1/admin/exports/ledger',
  exportInstallations: 'GET /v1/admin/exports/installations',
} as const satisfies Record<OperationName, `${Route['method']} ${Route['path']}`>;
