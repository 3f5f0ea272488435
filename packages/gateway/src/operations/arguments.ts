/** What the process is asked for at its command line. */
export type Wish = 'serve' | 'help' | 'print-config' | { unknown: string };

export function readArguments([argument, ...rest]: string[]): Wish {
  if (argument === undefined) return 'serve';
  if (argument === '--help' || argument === '-h') return 'help';
  if (argument === '--print-config' && rest.length === 0) return 'print-config';
  return { unknown: argument === '--print-config' ? String(rest[0]) : argument };
}

export const HELP = `The gateway of journeys-push: serves until SIGTERM or SIGINT.

  --print-config  check the configuration, print it as it is in force, without secrets, and end
  --help          print this and end

Environment (packages/gateway/README.md says more):
  JOURNEYS_PUSH_CONFIG  the configuration file (journeys-push.gateway.json)
  JOURNEYS_PUSH_KEYS    what seals tokens at rest, 32 bytes in base64; two during a rotation
  DATABASE_URL          PostgreSQL; else an embedded one in JOURNEYS_PUSH_DATA (journeys-push-data)
  HOST, PORT            where the API listens (127.0.0.1, 8080)
  OPERATIONS_HOST, OPERATIONS_PORT
                        where health and metrics are served without a key (127.0.0.1; absent: nowhere)
  LOG_LEVEL             fatal, error, warn, info, debug, trace or silent (info)
  NODE_ENV              production: keys and identity.mode must be set

Signals: SIGHUP reads the apps of the configuration file anew; SIGTERM and SIGINT finish what is under way and end
within 10 seconds. Exit codes: 0 ended as asked, 1 failed, 2 the configuration or the command line is mistaken.
`;
