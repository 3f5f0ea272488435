import * as z from 'zod';
import { PublicEndpoint as HttpsOrigin } from '../../apps/config.ts';

const TenantId = z.string().regex(/^[A-Za-z0-9.-]{1,253}$/, 'the tenant’s GUID or domain');
const ClientId = z.guid('the Application (client) ID, a GUID');
/** Of a national cloud, e.g. `login.microsoftonline.us`. Default: the public one. */
const authorityHost = HttpsOrigin.optional();

/**
 * Who asks: the app registration that has an application user in Dataverse (facts: dynamics.md §7).
 *
 * `default` leaves it to `DefaultAzureCredential`: a managed or workload identity, or what `AZURE_…` of the
 * environment says.
 */
const Credential = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('secret'),
    tenantId: TenantId,
    clientId: ClientId,
    clientSecret: z.string().min(1),
    authorityHost,
  }),
  z.strictObject({
    kind: z.literal('certificate'),
    tenantId: TenantId,
    clientId: ClientId,
    /** A PEM file with the certificate and its private key, or that text itself. */
    certificate: z.string().min(1),
    /** Of the private key. */
    password: z.string().min(1).optional(),
    authorityHost,
  }),
  z.strictObject({ kind: z.literal('default') }),
]);

/** The environment that holds the people, and who asks. */
export const Dataverse = z.strictObject({
  /** The environment's URL, e.g. `https://contoso.crm4.dynamics.com`. */
  url: HttpsOrigin,
  credential: Credential,
});

export type Dataverse = z.output<typeof Dataverse>;
export type Credential = z.output<typeof Credential>;
