import * as z from 'zod';
import { ConfigError } from '../config.ts';

/** What the environment says about the database. */
export const DatabaseEnvironment = z.object({
  JOURNEYS_PUSH_DATA: z.string().min(1).default('journeys-push-data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgresql:// URL')
    .refine(
      (text) => URL.canParse(text),
      'no URL: in user and password, write %23 for #, %2F for / and so on',
    )
    .optional(),
});

/** Where the database is: a URL, else an embedded one in the folder. */
export interface DatabaseSettings {
  databaseUrl: string | undefined;
  dataDir: string;
}

/** For who needs the database and no more. @throws ConfigError */
export function readDatabaseSettings(environment: Record<string, string | undefined>): DatabaseSettings {
  const parsed = DatabaseEnvironment.safeParse(environment);
  if (parsed.success)
    return { databaseUrl: parsed.data.DATABASE_URL, dataDir: parsed.data.JOURNEYS_PUSH_DATA };
  throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}
