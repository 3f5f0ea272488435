import { type DestinationStream, type Logger, pino } from 'pino';

/** What the gateway asks of a logger; pino's fits. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Fields that never reach a log, wherever a careless call puts them, however they are spelt. */
const SECRET = new Set(
  [
    'token',
    'credential',
    'enrollmentKey',
    'identityToken',
    'authorization',
    'apiToken',
    'apiTokens',
    'apnsToken',
    'fcmToken',
    'jwt',
    'secret',
    'ApnsDeviceToken',
    'FcmDeviceToken',
    'DeviceToken',
    'databaseUrl',
    'clientSecret',
    'certificate',
    'password',
    'apiKey',
    'idempotencyKey',
    'certificatePassword',
  ].map(plainly),
);

/** Whether a field of this name holds a secret. */
export const isSecret = (field: string): boolean => SECRET.has(plainly(field));

/** JSON lines on stdout or to `destination`, secrets redacted. pino's own `redact` looks at fixed depths only. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  // An error is serialized by `redacted`, since what it carries is looked through too.
  return pino({ level, formatters: { log: redacted }, serializers: { err: (error) => error } }, destination);
}

const redacted = (line: object): Record<string, unknown> => fieldsOf(line, [line]);

const fieldsOf = (object: object, above: object[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, isSecret(key) ? '[redacted]' : walked(value, above)]),
  );

/** What JSON makes of the value, redacted. `above` are the objects that it lies in. */
function walked(value: unknown, above: object[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => walked(item, path));
  if (value instanceof Error) return fieldsOf(pino.stdSerializers.err(value), path);
  if ('toJSON' in value && typeof value.toJSON === 'function') return walked(value.toJSON(), path);
  return fieldsOf(value, path);
}

function plainly(key: string): string {
  return key.replaceAll(/[_-]/g, '').toLowerCase();
}
