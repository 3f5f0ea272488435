import { Refusal } from '../refusal.ts';

/** One thing that is wrong with what a build is made of. `code` is stable. */
export interface Mistake {
  code: MistakeCode;
  /** Which file, and which field of it: `journeys-push.config.json: identity.bundleId`. */
  where: string;
  /** The field of the configuration that it is about, as `identity.bundleId`; absent: it is about no single one. */
  field?: string;
  expected: string;
  came: string;
  /** What to do. */
  remedy: string;
}

export type MistakeCode =
  | 'config-missing'
  | 'config-not-json'
  | 'config-invalid'
  | 'config-unknown-field'
  | 'bundle-id-invalid'
  | 'package-name-invalid'
  | 'site-not-https'
  | 'asset-missing'
  | 'asset-not-png'
  | 'asset-wrong-size'
  | 'asset-opaque'
  | 'file-of-npm'
  | 'google-services-missing'
  | 'google-services-not-json'
  | 'google-services-of-ios'
  | 'google-services-is-service-account'
  | 'google-services-invalid'
  | 'google-services-other-package';

/** Nothing was built, because of all of these. */
export class MistakesFound extends Refusal {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly [Mistake, ...Mistake[]]) {
    const [first] = mistakes;
    const count = mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`;
    super(first.code, {
      message: [`${count} in what the app is made of:`, ...mistakes.map(mistakeLines)].join('\n\n'),
      remedy: '\nNothing was written.',
    });
    this.mistakes = mistakes;
  }
}

const mistakeLines = ({ code, where, expected, came, remedy }: Mistake): string =>
  [
    `✗ ${where} (${code})`,
    `  expected    ${expected}`,
    `  came        ${came}`,
    `  what to do  ${remedy}`,
  ].join('\n');
