import type { Services } from './services.ts';

/** Names that clients dial, the ports that the service has for them, and the twin's TLS port on 127.0.0.1. */
export interface ServedNames {
  names: string[];
  ports: number[];
  twin: number;
}

/** Whom the twins stand for. */
export function servedNames({
  apns,
  fcm,
  dynamics,
}: Pick<Services, 'apns' | 'fcm' | 'dynamics'>): ServedNames[] {
  const { dataverse } = dynamics;
  // facts: apns-fcm-phones.md §1.1: 2197 is Apple's alternate port; the third name is met in older texts.
  const apple = [443, 2197];
  return [
    { names: ['api.push.apple.com'], ports: apple, twin: apns.production.port },
    {
      names: ['api.sandbox.push.apple.com', 'api.development.push.apple.com'],
      ports: apple,
      twin: apns.development.port,
    },
    {
      // facts: apns-fcm-phones.md §3.1: `www` exchanges the assertions of @googleapis/fcm.
      names: ['fcm', 'oauth2', 'www', 'iid'].map((name) => `${name}.googleapis.com`),
      ports: [443],
      twin: fcm.port,
    },
    // facts: dynamics.md §7: Entra, and the organization by a name as Dataverse gives it.
    ...(dataverse
      ? [{ names: ['login.microsoftonline.com', dataverse.host], ports: [443], twin: dataverse.port }]
      : []),
  ];
}

/** The map of the preload: `host:port` of the service → `host:port` of its twin. */
export function redirectsOf(served: ServedNames[]): Record<string, string> {
  return Object.fromEntries(
    served.flatMap(({ names, ports, twin }) =>
      names.flatMap((name) => ports.map((port) => [`${name}:${port}`, `127.0.0.1:${twin}`])),
    ),
  );
}

/** The twin's port by the service's name; undefined for a name that no twin stands for. */
export function portByName(served: ServedNames[]): (name: string) => number | undefined {
  return (name) => served.find(({ names }) => names.includes(name))?.twin;
}
