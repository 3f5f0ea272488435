import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ControlProblem } from './wire.ts';

/** Every refusal of the control API: status, what happened, what to do. */
const problems = {
  'origin-refused': [
    403,
    'Another web site may not use the control API.',
    'Call it from the lab or from a script.',
  ],
  'token-refused': [
    401,
    'The control token is missing or wrong.',
    'Send Authorization: Bearer with the controlToken.',
  ],
  'route-unknown': [404, 'There is no such route.', 'See /openapi.json.'],
  'body-malformed': [400, 'The body is not valid JSON.', 'Send UTF-8 JSON as application/json.'],
  'media-type': [415, 'The body is not application/json.', 'Send Content-Type: application/json.'],
  'body-invalid': [422, 'The body does not have the expected shape.', 'Correct the field named in "detail".'],
  'body-too-large': [413, 'The body is over 1 MB, or a file over 8 MB.', 'Send less.'],
  'phone-unknown': [404, 'There is no such phone.', 'GET /api/phones lists them.'],
  'page-absent': [
    409,
    'No page is connected to this phone.',
    'Launch the app; then show the phone in a browser, or POST /api/phones/{id}/page/open.',
  ],
  'page-gone': [
    409,
    'The page went away before it had answered.',
    'Look where the phone is, and run it again.',
  ],
  'profile-unknown': [404, 'There is no such profile.', 'GET /api/profiles lists them.'],
  'phones-full': [409, 'No more phones can be created.', 'Throw one away: DELETE /api/phones/{id}.'],
  'contact-unknown': [404, 'There is no such contact.', 'GET /api/contacts lists them.'],
  'site-refused': [422, 'This address cannot be the site in the phones.', 'Correct what "detail" names.'],
  'site-in-use': [
    409,
    'A check or scenarios are under way on the site in the phones.',
    'Wait for their end, or stop them.',
  ],
  'fault-unknown': [404, 'There is no such fault.', 'GET /api/faults lists them.'],
  'scenario-unknown': [404, 'There is no such scenario.', 'GET /api/scenarios lists them.'],
  'scenario-run-unknown': [
    404,
    'There is no such run.',
    'Tell the scenario again: older runs are forgotten.',
  ],
  'check-unknown': [
    404,
    'There is no such run of the checklist.',
    'GET /api/checks lists those that are kept.',
  ],
  'check-under-way': [409, 'The checklist is being run.', 'Wait for its end, or stop it.'],
  'admin-unknown': [404, 'Dynamics has nothing of that name.', 'Look in the list of its kind.'],
  'admin-refused': [422, 'Dynamics does not do that.', 'Correct what "detail" names.'],
  'message-refused': [422, 'Dynamics does not take this message.', 'Correct what "detail" names.'],
  'studio-elsewhere': [
    403,
    'The Studio works with files of this machine, and this sandbox answers others, too.',
    'Start the sandbox without --host to use the Studio.',
  ],
  'studio-outside': [
    403,
    'A path leads outside of the project folder.',
    'Replace the link by a file or folder of the project.',
  ],
  'studio-outdated': [
    409,
    'The file has changed since it was read.',
    'Take the file over, or look at the difference and save again.',
  ],
  'studio-unwritable': [
    409,
    'The project folder cannot be used.',
    'Give this user the right to it, or start the sandbox with --project DIR.',
  ],
  'studio-builder-absent': [
    409,
    'The code that builds is not part of the installed package.',
    'Run the sandbox from a checkout of the repository, or journeys-push build there.',
  ],
  'studio-building': [409, 'A build is running.', 'Wait for it, or cancel it.'],
  'studio-not-built': [404, 'No build has left that.', 'Build first.'],
  'not-possible': [409, 'A person could not do that on this phone now.', 'Look at the phone: see "detail".'],
  internal: [500, 'The sandbox failed.', 'See its output; this is a defect of the sandbox.'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string, string]>;

export type ControlCode = keyof typeof problems;

interface FailureMore {
  remedy?: string;
  reason?: string;
}

/** An expected refusal. */
export class ControlFailure extends Error {
  override readonly name = 'ControlFailure';
  readonly code: ControlCode;
  /** What to do, where that is more than the code says. */
  readonly remedy: string | undefined;
  /** The service's own code, where it is a service that refuses. */
  readonly reason: string | undefined;
  constructor(code: ControlCode, detail?: string, { remedy, reason }: FailureMore = {}) {
    super(detail ?? problems[code][1]);
    this.code = code;
    this.remedy = remedy;
    this.reason = reason;
  }
}

/** Answers a refusal as JSON. */
export function refuse(context: Context, code: ControlCode, detail?: string) {
  return answer(context, { code, detail });
}

export const answerFailure = (context: Context, { code, message, remedy, reason }: ControlFailure) =>
  answer(context, { code, detail: message, remedy, reason });

interface Told {
  code: ControlCode;
  detail?: string | undefined;
  remedy?: string | undefined;
  reason?: string | undefined;
}

function answer(context: Context, { code, detail, remedy: own, reason }: Told) {
  const [status, title, general] = problems[code];
  const body: ControlProblem = {
    ...{ code, title, status, remedy: own ?? general },
    ...(detail === undefined ? {} : { detail }),
    ...(reason === undefined ? {} : { reason }),
  };
  return context.json(body, status);
}
