import type { Mistake } from '../mistakes.ts';

type Words = Pick<Mistake, 'code' | 'expected' | 'remedy'>;

/** What a person is told of a field, where there is more to say than what the schema says. */
const words: Record<string, Words> = {
  'site.url': {
    code: 'config-invalid',
    expected: 'the address of the site, such as https://shop.example/',
    remedy: 'Set site.url to what a browser shows in its address bar, without user or password.',
  },
  'identity.bundleId': {
    code: 'bundle-id-invalid',
    expected: 'an iOS bundle id such as com.example.shop: letters, digits and hyphens, at least one dot',
    remedy: 'Set identity.bundleId to the identifier that developer.apple.com has for the app.',
  },
  'identity.packageName': {
    code: 'package-name-invalid',
    expected: 'an Android package name such as com.example.shop: each part begins with a letter',
    remedy: 'Set identity.packageName to the one that Google Play and the Firebase project have for the app.',
  },
  'identity.name': {
    code: 'config-invalid',
    expected: 'the name under the icon: 1 to 50 characters',
    remedy: 'Set identity.name.',
  },
  'identity.build': {
    code: 'config-invalid',
    expected: 'a whole number from 1 to 2100000000, higher with each upload to a store',
    remedy: 'Set identity.build, without quotation marks.',
  },
  'gateway.waitMs': {
    code: 'config-invalid',
    expected: 'a whole number of milliseconds from 0 to 14000',
    remedy: 'Set gateway.waitMs, without quotation marks, or leave it out for 10000.',
  },
  pushProvider: {
    code: 'config-invalid',
    expected: '"none" or "microsoft-dynamics"',
    remedy: 'Set pushProvider to one of them, or leave it out for "none".',
  },
};

/** `message` is the schema's own. */
export function wordsFor(path: readonly string[], message: string): Words {
  const name = path.join('.');
  return (
    words[name] ?? {
      code: 'config-invalid',
      expected: message.replace(/^Invalid (input|option|string): /, ''),
      remedy: name
        ? `Mend ${name}. packages/contract/src/app-config.ts describes every field.`
        : 'See docs/build.md for an example.',
    }
  );
}

/** What stands at a path of fields and indexes. */
export function valueAt(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), content);
}

/** An object or a list: something that has fields. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
