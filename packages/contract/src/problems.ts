/**
 * Every error code of journeys-push, once: what it means, whose fault it is, what to do, whether a retry helps.
 * HTTP answers carry them as RFC 9457 problem details, page answers as `reason`, logs as `code`.
 */

/** Who can change the outcome. */
export type Fault = 'page' | 'user' | 'shell' | 'operator' | 'dynamics' | 'network' | 'caller';

export interface Problem {
  /** HTTP status where the problem travels over HTTP. */
  status: number;
  /** What happened, in one sentence for a developer. */
  title: string;
  /** Whose fault it is. */
  fault: Fault;
  /** What to do about it. */
  remedy: string;
  /** True when the same request may succeed later without anyone changing anything. */
  retry: boolean;
}

const problem = (
  [status, fault, retry]: [status: number, fault: Fault, retry: boolean],
  title: string,
  remedy: string,
): Problem => ({ status, title, fault, remedy, retry });

export const problems = {
  // Registration, as the page sees it.
  'permission-missing': problem(
    [409, 'user', false],
    'Notifications are not allowed on this device yet.',
    'Ask with promptNotificationPermission(); the registration is remembered and completes by itself.',
  ),
  'token-missing': problem(
    [409, 'shell', true],
    'The device has no push token yet.',
    'Nothing to do: the registration completes when the system hands out a token. Check the build and the network.',
  ),
  'token-in-use': problem(
    [409, 'operator', true],
    'Another installation that was seen within the last 24 hours holds this push token.',
    'A cloned device or a restored backup: start the app on the device that should keep it, or wait 24 hours.',
  ),
  offline: problem(
    [503, 'network', true],
    'The device is offline.',
    'Nothing to do: the request is remembered and completes when the network is back.',
  ),
  'gateway-unavailable': problem(
    [503, 'operator', true],
    'The gateway did not answer or is overloaded.',
    'Nothing to do on the page: the request is remembered. Operators: look at the gateway and its database.',
  ),
  'user-id-required': problem(
    [400, 'page', false],
    'registerDevice was called without a userId.',
    'Pass {userId}: the stable id of the signed-in person.',
  ),
  'user-id-invalid': problem(
    [400, 'page', false],
    'The userId is not 1 to 128 letters, digits or dashes.',
    'Pass the stable id of the person, not a name or an e-mail address.',
  ),
  'user-id-unmapped': problem(
    [422, 'operator', false],
    'The userId is not a GUID and no mapping rule of the gateway matches it.',
    'Pass the contact, lead or profile GUID, or add a mapping rule to the gateway.',
  ),
  'user-unknown': problem(
    [422, 'operator', true],
    'No Dynamics record belongs to this userId.',
    'Create the contact, lead or profile, or correct the mapping rule.',
  ),
  'user-ambiguous': problem(
    [422, 'operator', false],
    'More than one Dynamics record belongs to this userId.',
    'Merge the records or map by a unique column.',
  ),
  'identity-required': problem(
    [401, 'page', false],
    'The gateway wants proof of who the user is.',
    'Pass identityToken: a short-lived JWT signed by your server whose subject is the userId.',
  ),
  'identity-invalid': problem(
    [401, 'page', false],
    'The identity token could not be verified.',
    'Check its signature, algorithm, audience and key.',
  ),
  'identity-expired': problem(
    [401, 'page', false],
    'The identity token has expired.',
    'Call registerDevice again with a fresh token.',
  ),
  'identity-subject': problem(
    [403, 'page', false],
    'The identity token is for another user.',
    'Its subject (sub) must equal the userId.',
  ),
  'app-unknown': problem(
    [422, 'operator', false],
    'The gateway knows no mobile app channel for this platform and app id.',
    'Map the bundle id or package name to a MobileAppId in the gateway configuration.',
  ),
  'dynamics-refused': problem(
    [502, 'dynamics', false],
    'Dynamics refused the registration.',
    'See the message: a dead token, or wrong APNs or FCM credentials in the mobile app channel.',
  ),
  'plugin-disabled': problem(
    [501, 'operator', false],
    'This build of the app has no push provider.',
    'Set pushProvider to microsoft-dynamics and rebuild the app.',
  ),
  'not-in-app': problem(
    [501, 'page', false],
    'The page runs in a browser, not in the app.',
    'Call this only inside the app, or treat this answer as "no push here".',
  ),
  deadline: problem(
    [504, 'shell', true],
    'The app did not answer in time.',
    'Try again; the state in registrationInfo() tells what has happened meanwhile.',
  ),
  superseded: problem(
    [409, 'page', false],
    'A later call replaced this one.',
    'Nothing to do: the later call decides.',
  ),

  // The bridge wire.
  'unknown-command': problem(
    [404, 'page', false],
    'The shell does not know this command.',
    'Check its spelling; a newer page may need a newer app.',
  ),
  'malformed-message': problem(
    [400, 'page', false],
    'The message is not a command in the shape of the Median bridge.',
    'Send median://plugin/command or JSON {medianCommand, data}.',
  ),
  'origin-refused': problem(
    [403, 'operator', false],
    'A page outside the configured origins called the bridge.',
    'Add the exact origin to site.origins in the app configuration if the page may use it.',
  ),
  'callback-invalid': problem(
    [400, 'page', false],
    'The callback is not the name of a global function.',
    'Use a plain identifier: letters, digits, _ and $.',
  ),

  // The gateway's HTTP edge.
  'body-too-large': problem([413, 'caller', false], 'The body is over 64 kB.', 'Send less.'),
  'body-malformed': problem([400, 'caller', false], 'The body is not valid JSON.', 'Send UTF-8 JSON.'),
  'body-invalid': problem(
    [422, 'caller', false],
    'The body does not have the expected shape.',
    'Correct the fields named in "errors".',
  ),
  'media-type': problem(
    [415, 'caller', false],
    'The body is not application/json.',
    'Send application/json.',
  ),
  'route-unknown': problem(
    [404, 'caller', false],
    'There is no such route.',
    'See the routes in packages/gateway/README.md.',
  ),
  'method-not-allowed': problem(
    [405, 'caller', false],
    'The route does not serve this method.',
    'Use a method named in the Allow header.',
  ),
  'installation-id-invalid': problem(
    [400, 'caller', false],
    'The installation id is not a UUID.',
    'Use the id made at install: 8-4-4-4-12 hex digits.',
  ),
  'installation-unknown': problem(
    [404, 'caller', false],
    'The gateway does not know this installation.',
    'Announce it first with PUT /v1/installations/{id}.',
  ),
  'credential-missing': problem(
    [401, 'caller', false],
    'The request carries no installation credential.',
    'Send Authorization: Bearer with the credential issued at first contact.',
  ),
  'credential-invalid': problem(
    [401, 'caller', false],
    'The installation credential is wrong.',
    'Use the one issued at first contact; a reinstalled app makes a new installation.',
  ),
  internal: problem(
    [500, 'operator', true],
    'The service failed.',
    'Try again; operators find the cause in the log under this trace id.',
  ),
} as const satisfies Record<string, Problem>;

/** A stable error code. */
export type ProblemCode = keyof typeof problems;

/** RFC 9457 problem details as our HTTP services answer them (`application/problem+json`). */
export interface ProblemDetails {
  /** `urn:journeys-push:problem:<code>`. */
  type: string;
  code: ProblemCode;
  title: string;
  status: number;
  /** What came and what was expected, in this case. */
  detail?: string;
  fault: Fault;
  remedy: string;
  retry: boolean;
  traceId?: string;
  /** Field by field, for `body-invalid`. */
  errors?: { path: string; message: string }[];
}

/** The problem details of a code. */
export function problemDetails(
  code: ProblemCode,
  extra: Pick<ProblemDetails, 'detail' | 'traceId' | 'errors'> = {},
): ProblemDetails {
  return { type: `urn:journeys-push:problem:${code}`, code, ...problems[code], ...extra };
}

/** A failure with a stable code. Thrown only for surprises; expected outcomes are values. */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly code: ProblemCode;
  readonly errors: ProblemDetails['errors'];
  constructor(code: ProblemCode, detail?: string, errors?: ProblemDetails['errors']) {
    super(detail ?? problems[code].title);
    this.code = code;
    this.errors = errors;
  }
}
