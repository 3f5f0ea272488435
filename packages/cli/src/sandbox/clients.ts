import type { Connection } from '@journeys-push/sandbox/running';
import type { Group } from './variables.ts';

export interface Client {
  /** What `--client` takes. */
  id: string;
  title: string;
  /** The variables it needs. */
  groups: Group[];
  /** Options of the client that do without the preload, as code; most clients have none. */
  options?: (connection: Connection) => string[];
  /** From the root of the repository. */
  examples: string[];
}

const portOf = (url: string) => new URL(url).port;

/** How each is pointed at the sandbox, and why so: docs/clients.md (facts: apns-fcm-phones.md §3.1). */
export const CLIENTS: Client[] = [
  {
    id: 'node-apn',
    title: '@parse/node-apn',
    groups: ['node', 'apns', 'iphone'],
    options: ({ apns, ca }) => [
      'new apn.Provider({',
      '  token: { key: process.env.APNS_KEY_FILE, keyId: …, teamId: … },',
      `  address: 'localhost', port: ${portOf(apns.url)}, ca: readFileSync(${JSON.stringify(ca)}),`,
      '});',
    ],
    examples: ['node examples/clients/node-apn.mjs'],
  },
  {
    id: 'apns2',
    title: 'apns2',
    groups: ['node', 'apns', 'iphone'],
    examples: ['node examples/clients/apns2.mjs'],
  },
  {
    id: 'firebase-admin',
    title: 'firebase-admin',
    groups: ['node', 'fcm', 'android'],
    examples: ['node examples/clients/firebase-admin.mjs'],
  },
  {
    id: 'googleapis-fcm',
    title: '@googleapis/fcm',
    groups: ['node', 'fcm', 'android'],
    examples: ['node examples/clients/googleapis-fcm.mjs'],
  },
  {
    id: 'fetch',
    title: "fetch, to Dynamics' push API",
    groups: ['dynamics', 'android'],
    examples: ['node examples/clients/dynamics-fetch.mjs'],
  },
  {
    id: 'azure-identity',
    title: '@azure/identity, to look people up in Dataverse',
    groups: ['node', 'dataverse'],
    examples: ['node examples/clients/azure-identity.mjs'],
  },
  {
    id: 'curl',
    title: 'curl',
    groups: ['curl', 'dynamics', 'fcm', 'android'],
    examples: ['sh examples/clients/curl-dynamics.sh', 'sh examples/clients/curl-fcm.sh'],
  },
];
