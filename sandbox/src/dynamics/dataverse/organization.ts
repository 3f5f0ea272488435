import type { Certificates } from '../../certificates.ts';
import { type AppRegistrations, createAppRegistrations } from '../entra/app-registrations.ts';
import type { Twin } from '../twin.ts';
import { startFront } from './front.ts';
import type { LimitControls } from './throttle.ts';

export interface OrganizationOptions {
  /** For Dataverse and Entra, which are served over TLS only; absent: they are not served. */
  certificates?: Pick<Certificates, 'cert' | 'key'> | undefined;
  /** Of Dataverse and Entra; default 0: any free. */
  dataversePort?: number | undefined;
  /** The callers' clock, milliseconds, for access tokens and client assertions: default the real one. */
  tokenNow?: (() => number) | undefined;
}

/** Where Dataverse and Entra are, and what an admin of the organization does there. */
export interface Organization extends AppRegistrations {
  /** Absent where the twin was started without certificates. */
  dataverse?: DataverseAddress;
}

export interface DataverseAddress {
  port: number;
  /** The environment's URL: `https://127.0.0.1:PORT`, without a slash at its end. */
  url: string;
  /** Its name for clients that are redirected by name; any other organization's name is served too. */
  host: string;
  tokenUrl: string;
  /** For `@azure/identity`, with `disableInstanceDiscovery`. */
  authorityHost: string;
  tenantId: string;
  limits: LimitControls;
}

export async function openOrganization(
  twin: Twin,
  { certificates, dataversePort = 0, tokenNow = Date.now, host }: OrganizationOptions & { host: string },
): Promise<{ organization: Organization; close(): Promise<void> }> {
  const registrations = createAppRegistrations(twin.state.directory);
  if (!certificates) return { organization: registrations, close: async () => undefined };
  const front = await startFront(twin, { certificates, port: dataversePort, host, tokenNow });
  const url = `https://${host}:${front.port}`;
  const { tenantId } = twin.state.directory;
  const dataverse: DataverseAddress = {
    ...{ port: front.port, url, host: `org${twin.state.organizationId.slice(0, 8)}.crm.dynamics.com` },
    ...{
      tokenUrl: `${url}/${tenantId}/oauth2/v2.0/token`,
      authorityHost: url,
      tenantId,
      limits: front.limits,
    },
  };
  return { organization: { ...registrations, dataverse }, close: front.close };
}
