import { type Problem, problem } from './problem.ts';

/** Registration, as the page sees it. */
export const registrationProblems = {
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
  'user-lookup-unavailable': problem(
    [503, 'operator', true],
    'The gateway could not ask Dynamics who this user is.',
    'Nothing to do on the page: the request is remembered. Operators: the log line user-lookup-failed names the cause.',
  ),
  'identity-required': problem(
    [401, 'page', false],
    'The gateway wants proof of who the user is.',
    'Pass identityToken: a short-lived JWT signed by your server whose subject is the userId.',
  ),
  'identity-invalid': problem(
    [401, 'page', false],
    'The identity token could not be verified.',
    'See the message. It must be a JWT signed with ES256 or RS256 by a key that the gateway knows, with sub, aud and exp, good for 24 hours at most.',
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
  'identity-audience': problem(
    [403, 'page', false],
    'The identity token is meant for somebody else.',
    "Sign a token of its own for the gateway, whose aud is the gateway's identity.audience.",
  ),
  'identity-installation': problem(
    [403, 'page', false],
    'The identity token is for another installation of the app.',
    "Sign it with the installationId of this device's registrationInfo() in the claim that the gateway's identity.installationClaim names.",
  ),
  'identity-replayed': problem(
    [403, 'page', false],
    'The identity token has been used before.',
    'Call registerDevice with a fresh token, with a jti of its own.',
  ),
  'identity-unavailable': problem(
    [503, 'operator', true],
    'The gateway has no public keys to verify the identity token with.',
    'Nothing to do on the page: the request is remembered. Operators: see why identity.jwksUrl cannot be read in the log under identity-keys-unreachable.',
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
} as const satisfies Record<string, Problem>;
