import type {
  BindingAnswer,
  InstallationAnswer,
  RegistrationView,
} from '@journeys-push/contract/shell-gateway';

/**
 * The gateway's answers, read as their schemas in contract/shell-gateway.ts would. Not by these: the whole of zod
 * would come into the app with them. Undefined: the answer has another shape.
 */
export function readInstallation(value: unknown): InstallationAnswer | undefined {
  const { installationId, credential, registration } = fields(value);
  const view = readView(registration);
  if (!view || typeof installationId !== 'string' || !uuid.test(installationId)) return undefined;
  if (credential === undefined) return { installationId, registration: view };
  return typeof credential === 'string' ? { installationId, credential, registration: view } : undefined;
}

export function readBinding(value: unknown): BindingAnswer | undefined {
  const registration = readView(fields(value).registration);
  return registration && { registration };
}

export function readInteractions(value: unknown): { accepted: number } | undefined {
  const { accepted } = fields(value);
  return typeof accepted === 'number' && Number.isSafeInteger(accepted) ? { accepted } : undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every word of the wire; the compiler keeps both complete. */
const states: Record<RegistrationView['state'], true> = {
  none: true,
  waiting: true,
  queued: true,
  sent: true,
  registered: true,
  refused: true,
  removing: true,
  removed: true,
};
const causes: Record<NonNullable<RegistrationView['for']>, true> = {
  permission: true,
  token: true,
  network: true,
  identity: true,
};

const isState = (word: unknown): word is RegistrationView['state'] => isWord(states, word);
const isCause = (word: unknown): word is RegistrationView['for'] => isWord(causes, word);
const isWord = (words: object, word: unknown): boolean => Object.keys(words).some((known) => known === word);

const texts = ['userId', 'requestId', 'reason', 'message', 'since'] as const;

function readView(value: unknown): RegistrationView | undefined {
  const { state, for: cause, ...rest } = fields(value);
  if (!isState(state) || (cause !== undefined && !isCause(cause))) return undefined;
  const view: RegistrationView = { state, ...(cause === undefined ? {} : { for: cause }) };
  for (const name of texts) {
    const text = rest[name];
    if (text === undefined) continue;
    if (typeof text !== 'string') return undefined;
    view[name] = text;
  }
  return view;
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
