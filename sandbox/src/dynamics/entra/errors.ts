import { randomUUID } from 'node:crypto';

/**
 * What the token endpoint refuses with. The codes and the OAuth words are Entra's; which status goes with a code, and
 * the texts, are as field reports quote them (assumed).
 */
const REFUSALS = {
  'tenant-unknown': [400, 'invalid_request', 90002],
  'parameter-missing': [400, 'invalid_request', 900144],
  'grant-unsupported': [400, 'unsupported_grant_type', 70003],
  'app-unknown': [400, 'unauthorized_client', 700016],
  'scope-invalid': [400, 'invalid_scope', 1002012],
  'resource-unknown': [400, 'invalid_resource', 500011],
  'credential-missing': [401, 'invalid_client', 7000218],
  'secret-invalid': [401, 'invalid_client', 7000215],
  'assertion-malformed': [401, 'invalid_client', 50027],
  'assertion-audience': [401, 'invalid_client', 700023],
  'assertion-time': [401, 'invalid_client', 700024],
  'assertion-signature': [401, 'invalid_client', 700027],
} as const;

export type EntraRefusal = keyof typeof REFUSALS;

/** Why no token is given; an expected outcome. */
export interface Refused {
  refused: EntraRefusal;
  /** The sentence after the code. Holds no secret. */
  text: string;
}

export interface EntraAnswer {
  status: number;
  body: object;
}

/** The body of an error, with trace and correlation ids as Entra adds them. */
export function errorAnswer({ refused, text }: Refused, now: number): EntraAnswer {
  const [status, error, code] = REFUSALS[refused];
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`,
      ...{ error_codes: [code], timestamp, trace_id, correlation_id },
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
