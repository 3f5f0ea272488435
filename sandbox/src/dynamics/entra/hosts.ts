/** Names by which a client on this machine may know the twin. */
export const isLoopback = (name: string): boolean =>
  ['127.0.0.1', 'localhost'].includes(name) || name.endsWith('.localhost');

/** Hosts of an organization: `<org>.crm[N].dynamics.com`, and the API's own (facts: dynamics.md §7). */
export const isOrganization = (name: string): boolean =>
  /^[a-z0-9-]+\.(?:api\.)?crm\d*\.dynamics\.com$/.test(name);
