/** The names that stand in a secret's place; a shell can use them as variables. */
export type SecretName =
  | 'API_TOKEN'
  | 'DEVICE_TOKEN'
  | 'PROVIDER_TOKEN'
  | 'ACCESS_TOKEN'
  | 'IDENTITY_TOKEN'
  | 'CREDENTIAL'
  | 'ENROLLMENT_KEY'
  | 'API_KEY'
  | 'CLIENT_SECRET'
  | 'ASSERTION'
  | 'PRIVATE_KEY'
  | 'SIGNATURE'
  | 'PASSWORD'
  | 'COOKIE'
  | 'SECRET';

/** Fields of JSON, forms and queries, in lower case and without `_` and `-`. */
const FIELDS: Readonly<Record<string, SecretName>> = {
  ...{ apitoken: 'API_TOKEN', apitokens: 'API_TOKEN', accesstokens: 'API_TOKEN' },
  ...{
    token: 'DEVICE_TOKEN',
    tokens: 'DEVICE_TOKEN',
    pushtoken: 'DEVICE_TOKEN',
    devicetoken: 'DEVICE_TOKEN',
  },
  ...{ apnsdevicetoken: 'DEVICE_TOKEN', fcmdevicetoken: 'DEVICE_TOKEN', apnstoken: 'DEVICE_TOKEN' },
  ...{ fcmtoken: 'DEVICE_TOKEN', registrationtoken: 'DEVICE_TOKEN', registrationtokens: 'DEVICE_TOKEN' },
  ...{ registrationids: 'DEVICE_TOKEN', fid: 'DEVICE_TOKEN' },
  ...{ identitytoken: 'IDENTITY_TOKEN', idtoken: 'IDENTITY_TOKEN' },
  ...{ credential: 'CREDENTIAL', enrollmentkey: 'ENROLLMENT_KEY' },
  ...{ accesstoken: 'ACCESS_TOKEN', refreshtoken: 'ACCESS_TOKEN', bearertoken: 'ACCESS_TOKEN' },
  ...{
    clientsecret: 'CLIENT_SECRET',
    secret: 'SECRET',
    clientassertion: 'ASSERTION',
    assertion: 'ASSERTION',
  },
  ...{ privatekey: 'PRIVATE_KEY', signingkey: 'PRIVATE_KEY', serviceaccountjson: 'PRIVATE_KEY' },
  ...{ certificate: 'PRIVATE_KEY', apikey: 'API_KEY', serverkey: 'API_KEY' },
  ...{ authorization: 'SECRET', proxyauthorization: 'SECRET' },
  ...{ signature: 'SIGNATURE', password: 'PASSWORD', passphrase: 'PASSWORD' },
};

/** What a field of this name holds, if that is secret. */
export const secretOfField = (name: string): SecretName | undefined => {
  const plain = name.toLowerCase().replace(/[_-]/g, '');
  return Object.hasOwn(FIELDS, plain) ? FIELDS[plain] : undefined;
};

/** Keys by which a URL lets its caller in, as Azure's do. As fields of JSON such names mean other things. */
const IN_QUERIES: Readonly<Record<string, SecretName>> = {
  ...{ code: 'SECRET', key: 'API_KEY', auth: 'SECRET', sig: 'SIGNATURE' },
};

/** What a pair of a form or a query with this name holds, if that is secret. */
export const secretOfPair = (name: string): SecretName | undefined =>
  secretOfField(name) ??
  (Object.hasOwn(IN_QUERIES, name.toLowerCase()) ? IN_QUERIES[name.toLowerCase()] : undefined);

/** Headers whose whole value is secret. */
const HEADERS: Readonly<Record<string, SecretName>> = {
  ...{ cookie: 'COOKIE', 'set-cookie': 'COOKIE', 'x-api-key': 'API_KEY', 'api-key': 'API_KEY' },
  ...{ 'x-goog-api-key': 'API_KEY', 'x-functions-key': 'API_KEY' },
};

/** What a header of this name holds, if that is secret. `idempotency-key` and the like are not. */
export function secretOfHeader(name: string): SecretName | undefined {
  const plain = name.toLowerCase();
  if (Object.hasOwn(HEADERS, plain)) return HEADERS[plain];
  return /secret|token|password|signature|credential/.test(plain) ? 'SECRET' : undefined;
}

/** Headers of a call to a callback URL that are not the customer's own. */
const PLAIN_AT_CALLBACK = /^(?:content-type|content-length|accept|host|user-agent|traceparent)$/i;

/** Which headers Dynamics hands on to a callback URL is the customer's choice: any may prove who calls. */
export const isCustomersOwn = (name: string): boolean => !PLAIN_AT_CALLBACK.test(name);

const [OPEN, CLOSE] = ['⟦', '⟧'];

/** In place of a secret; of a push token its last 8 characters stay, as everywhere in the timeline. */
export function placeholder(name: SecretName, value: string): string {
  const ending = name === 'DEVICE_TOKEN' && value.length > 16 ? `:${unmarked(value.slice(-8))}` : '';
  return `${OPEN}${name}${ending}${CLOSE}`;
}

/** A text in which nothing can be taken for a placeholder. */
export const unmarked = (text: string): string => text.replaceAll(OPEN, '[').replaceAll(CLOSE, ']');

export const isPlaceholder = (text: string): boolean => text.startsWith(OPEN) && text.endsWith(CLOSE);
