import { type Logger, pino } from 'pino';

/** What the gateway asks of a logger; pino's fits. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Fields that never reach a log, wherever a careless call puts them. */
const SECRET = [
  'token',
  'credential',
  'enrollmentKey',
  'identityToken',
  'authorization',
  'apiToken',
  'apiTokens',
  'ApiToken',
  'ApnsDeviceToken',
  'FcmDeviceToken',
  'DeviceToken',
  'databaseUrl',
];

/** JSON lines on stdout, secrets redacted. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: { paths: SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
  });
}
