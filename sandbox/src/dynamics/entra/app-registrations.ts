import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { DynamicsRefusal } from '../refusal.ts';
import { type AppRegistration, type Directory, findApp, Roles } from './directory.ts';

/** What an admin does in Entra and in the Power Platform admin center. All throw {@link DynamicsRefusal}. */
export interface AppRegistrations {
  /**
   * Registers an app, makes a client secret and an application user with a role. `roles` default: Read on every row of
   * all three tables; null: no application user. The secret is given once and not kept.
   */
  createAppRegistration(input?: { name?: string; roles?: Roles | null }): NewAppRegistration;
  /** Another client secret; the older ones stay good. */
  addClientSecret(clientId: string): string;
  /** A PEM certificate with an RSA key, for client assertions. Returns its SHA-1 thumbprint in hex. */
  addCertificate(clientId: string, pem: string): string;
  /** Gives the application user another role; null removes the user. Returns its id. */
  setApplicationUser(clientId: string, roles: Roles | null): string | undefined;
  /** The registration and its application user are gone; access tokens that it holds find no user any more. */
  removeAppRegistration(clientId: string): void;
  appRegistrations(): Pick<AppRegistration, 'clientId' | 'name' | 'applicationUser'>[];
}

export interface NewAppRegistration {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  applicationUserId?: string;
}

const EVERYTHING: Roles = { contact: 'organization', lead: 'organization', profile: 'organization' };

export function createAppRegistrations(directory: Directory): AppRegistrations {
  return {
    createAppRegistration({ name = 'App', roles = EVERYTHING } = {}) {
      const app: AppRegistration = { clientId: randomUUID(), name, secrets: [], certificates: [] };
      const applicationUserId = setUser(app, roles);
      directory.apps.push(app);
      const clientSecret = addSecret(app);
      const { tenantId } = directory;
      return {
        tenantId,
        clientId: app.clientId,
        clientSecret,
        ...(applicationUserId && { applicationUserId }),
      };
    },
    addClientSecret: (clientId) => addSecret(requireApp(directory, clientId)),
    addCertificate: (clientId, pem) => addCertificate(requireApp(directory, clientId), pem),
    setApplicationUser: (clientId, roles) => setUser(requireApp(directory, clientId), roles),
    removeAppRegistration(clientId) {
      directory.apps.splice(directory.apps.indexOf(requireApp(directory, clientId)), 1);
    },
    appRegistrations: () =>
      directory.apps.map(({ clientId, name, applicationUser }) =>
        structuredClone({ clientId, name, ...(applicationUser && { applicationUser }) }),
      ),
  };
}

export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

/** 40 characters, as Entra's are; the tilde must survive form encoding. */
function addSecret(app: AppRegistration): string {
  const random = randomBytes(32).toString('base64url');
  const secret = `${random.slice(0, 3)}8Q~${random.slice(3, 37)}`;
  app.secrets.push(hashOfSecret(secret));
  return secret;
}

function addCertificate(app: AppRegistration, pem: string): string {
  const certificate = readCertificate(pem);
  const hash = (fingerprint: string) =>
    Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
  app.certificates.push({
    sha1: hash(certificate.fingerprint),
    sha256: hash(certificate.fingerprint256),
    publicKey: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    notAfter: Date.parse(certificate.validTo),
  });
  return certificate.fingerprint.replaceAll(':', '');
}

function readCertificate(pem: string): X509Certificate {
  const remedy = 'Give the PEM text of an X.509 certificate with an RSA key';
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.publicKey.asymmetricKeyType === 'rsa') return certificate;
  } catch {
    throw new DynamicsRefusal('certificate-incorrect', 'This is no certificate', remedy);
  }
  throw new DynamicsRefusal('certificate-incorrect', 'The key of this certificate is not RSA', remedy);
}

function setUser(app: AppRegistration, roles: Roles | null): string | undefined {
  if (roles === null) {
    delete app.applicationUser;
    return undefined;
  }
  const read = Roles.safeParse(roles);
  if (!read.success) {
    const remedy = 'Roles name contact, lead or profile, each as organization or user';
    throw new DynamicsRefusal('roles-incorrect', z.prettifyError(read.error), remedy);
  }
  app.applicationUser = { id: app.applicationUser?.id ?? randomUUID(), roles: read.data };
  return app.applicationUser.id;
}

function requireApp(directory: Directory, clientId: string): AppRegistration {
  const app = findApp(directory, clientId);
  if (app) return app;
  const message = `There is no app registration ${clientId}`;
  throw new DynamicsRefusal('app-registration-unknown', message, 'Create it first');
}
