import type { Mistake } from '../mistakes.ts';
import { isObject, valueAt } from './config-words.ts';

/** Where the addresses of a configuration stand that an app loads or speaks to. */
const ADDRESSES = [
  ['site', 'url'],
  ['gateway', 'url'],
];

/**
 * The addresses that are not HTTPS. The schema takes them, because the simulated phones may use them on one machine;
 * iOS and Android let no app do so, and the bridge would answer whoever sits between.
 */
export function insecureAddresses(written: unknown): Mistake[] {
  const single = ADDRESSES.map((path) => ({ where: path.join('.'), value: valueAt(written, path) }));
  const origins = valueAt(written, ['site', 'origins']);
  const listed = Array.isArray(origins)
    ? origins.map((value: unknown, index) => ({ where: `site.origins.${index}`, value }))
    : [];
  return [...single, ...listed].flatMap(({ where, value }) =>
    typeof value === 'string' && /^http:/i.test(value) ? [insecure(where, value)] : [],
  );
}

const insecure = (where: string, came: string): Mistake => ({
  code: 'site-not-https',
  where,
  expected: 'an address that begins with https://',
  came,
  remedy:
    'Serve it over HTTPS. For a site on this machine use the simulated phones: npm start -- --app http://localhost:3000.',
});

/** The package name as written, where it is a text: enough to look for it in google-services.json. */
export function writtenPackageName(written: unknown): string | undefined {
  const name = isObject(written) ? valueAt(written, ['identity', 'packageName']) : undefined;
  return typeof name === 'string' ? name : undefined;
}
