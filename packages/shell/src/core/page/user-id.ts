/**
 * The id of a person as the gateway takes it: `UserId` of contract/shell-gateway.ts. Not imported from there: the whole
 * of zod would come into the app with it.
 */
export const isUserId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9-]{1,128}$/.test(value);
