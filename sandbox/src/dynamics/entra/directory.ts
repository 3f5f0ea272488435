import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** How far a role lets its holder read a table: every row, or only rows that it owns. */
const Depth = z.enum(['organization', 'user']);

/** The Read privileges of an application user's security role, per table, and those of Write; absent: none. */
export const Roles = z.strictObject({
  contact: Depth.optional(),
  lead: Depth.optional(),
  profile: Depth.optional(),
  write: z.strictObject({ contact: Depth.optional(), lead: Depth.optional() }).optional(),
});
export type Roles = z.infer<typeof Roles>;

/** A certificate that may sign client assertions. Hashes are base64url, as `x5t` and `x5t#S256` carry them. */
const Certificate = z.object({
  sha1: z.string(),
  sha256: z.string(),
  /** SPKI PEM, RSA. */
  publicKey: z.string(),
  /** Milliseconds since the epoch. */
  notAfter: z.number(),
});

/** An app registration in Entra, and its application user in Dataverse (facts: dynamics.md §7). */
export const AppRegistration = z.object({
  clientId: z.string(),
  name: z.string(),
  /** SHA-256 of each client secret, base64url. */
  secrets: z.array(z.string()),
  certificates: z.array(Certificate),
  /** Absent: none was made, and Dataverse refuses every call. */
  applicationUser: z.object({ id: z.string(), roles: Roles }).optional(),
});
export type AppRegistration = z.infer<typeof AppRegistration>;

/** The tenant, as it is saved. */
export const Directory = z.object({
  tenantId: z.string(),
  /** PKCS#8 PEM of the key that signs access tokens; made when first needed. */
  signingKey: z.string().optional(),
  apps: z.array(AppRegistration),
});
export type Directory = z.infer<typeof Directory>;

export const newDirectory = (): Directory => ({ tenantId: randomUUID(), apps: [] });

export const findApp = ({ apps }: Directory, clientId: string | undefined): AppRegistration | undefined =>
  apps.find((app) => app.clientId === clientId?.toLowerCase());
