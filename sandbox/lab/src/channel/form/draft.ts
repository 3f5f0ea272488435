import type { MobileApp, MobileAppSave } from '../../../../src/control/channel-wire.ts';

/** A file as the form keeps it. */
export interface GivenFile {
  name: string;
  /** Text; of a .p12 base64. */
  content: string;
}

/** The form as typed. */
export interface AppDraft {
  name: string;
  ios: boolean;
  authentication: 'token' | 'certificate';
  mode: 'sandbox' | 'production';
  bundleId: string;
  teamId: string;
  keyId: string;
  key?: GivenFile | undefined;
  certificate?: GivenFile | undefined;
  password: string;
  android: boolean;
  account?: GivenFile | undefined;
}

export const emptyApp: AppDraft = {
  ...{
    name: '',
    ios: true,
    authentication: 'token',
    mode: 'production',
    bundleId: '',
    teamId: '',
    keyId: '',
  },
  ...{ password: '', android: true },
};

/** The form about a saved one: without what is not shown again. */
export function draftOf({ name, settings: { ios, android } }: MobileApp): AppDraft {
  return {
    ...{ ...emptyApp, name, ios: ios !== undefined, android: android !== undefined },
    ...(ios
      ? {
          ...{ authentication: ios.authenticationMode, mode: ios.applicationMode, bundleId: ios.bundleId },
          ...{ teamId: ios.teamId ?? '', keyId: ios.keyId ?? '' },
        }
      : {}),
  };
}

/** Which secrets are saved already, and need not be given again. */
export interface SavedSecrets {
  key: boolean;
  certificate: boolean;
  account: boolean;
}

export const secretsOf = (app: MobileApp | undefined): SavedSecrets => ({
  key: app?.settings.ios?.authenticationMode === 'token',
  certificate: app?.settings.ios?.authenticationMode === 'certificate',
  account: app?.settings.android !== undefined,
});

export type AppErrors = Partial<Record<keyof AppDraft, string>>;

/** What is saved, or what is missing. Whether the rest is right, Dynamics says. */
export function readApp(
  draft: AppDraft,
  saved: SavedSecrets,
): { app: MobileAppSave } | { errors: AppErrors } {
  const errors: AppErrors = {};
  const need = (name: keyof AppDraft, given: unknown, says: string) => {
    if (!given) errors[name] = says;
  };
  need('name', draft.name.trim(), 'Enter a name.');
  if (!(draft.ios || draft.android)) errors.ios = 'Enter credentials for iOS, Android or both.';
  if (draft.ios && draft.authentication === 'token') {
    need('bundleId', draft.bundleId.trim(), 'Enter the bundle id.');
    need('teamId', draft.teamId.trim(), 'Enter the team id.');
    need('keyId', draft.keyId.trim(), 'Enter the key id.');
    need('key', draft.key ?? saved.key, 'Choose the .p8 file.');
  }
  if (draft.ios && draft.authentication === 'certificate')
    need('certificate', draft.certificate ?? saved.certificate, 'Choose the .p12 file.');
  if (draft.android)
    need('account', draft.account ?? saved.account, 'Choose the service account’s JSON file.');
  if (Object.keys(errors).length > 0) return { errors };
  return {
    app: {
      name: draft.name.trim(),
      ...(draft.ios ? { ios: iosOf(draft) } : {}),
      ...(draft.android
        ? { android: draft.account ? { serviceAccountJson: draft.account.content } : {} }
        : {}),
    },
  };
}

function iosOf(draft: AppDraft): NonNullable<MobileAppSave['ios']> {
  const {
    mode: applicationMode,
    authentication,
    bundleId,
    teamId,
    keyId,
    key,
    certificate,
    password,
  } = draft;
  if (authentication === 'certificate')
    return {
      ...{ authenticationMode: 'certificate', applicationMode },
      ...(certificate ? { certificate: certificate.content, password } : {}),
    };
  const trimmed = { bundleId: bundleId.trim(), teamId: teamId.trim(), keyId: keyId.trim() };
  return {
    ...{ authenticationMode: 'token', applicationMode, ...trimmed },
    ...(key ? { signingKey: key.content } : {}),
  };
}

/** What a file says about itself: Apple names its keys `AuthKey_KEYID.p8`. */
export const keyIdIn = (fileName: string): string | undefined =>
  /^AuthKey_([A-Z0-9]{10})\.p8$/i.exec(fileName)?.[1];

/** Where in the form a refusal of Dynamics belongs, by its code. */
export const fieldOf: Readonly<Record<string, keyof AppDraft>> = {
  'service-account-incorrect': 'account',
  'signing-key-incorrect': 'key',
  'certificate-incorrect': 'certificate',
  'mobile-app-incomplete': 'name',
  'mobile-app-incorrect': 'name',
};
