import { problems } from '@journeys-push/contract/problems';
import type { TimelineEvent } from '../control/wire.ts';
import { apnsReasons } from './causes/apns.ts';
import { fcmReasons } from './causes/fcm.ts';
import { registrationFailures, skips, unsent } from './causes/journey.ts';
import { kinds, waiting } from './causes/kinds.ts';
import { notShown, openings } from './causes/phone.ts';
import { causeOf, type Line } from './causes/words.ts';
import type { Cause } from './explanation.ts';

/** Why this event ends a path. */
export function causeOfEvent(event: TimelineEvent): Cause {
  const code = codeOf(event);
  const found = causeOf(code, lineOf(event, code));
  if (event.detail?.planted !== true) return found;
  return { ...found, whose: 'test', remedy: PLANTED, inTest: 'sandbox.faults.clear() removes all of them.' };
}

const PLANTED = 'A planted fault answered in its place, on purpose. Remove it where faults are planted.';

/** The most telling name of what happened. */
function codeOf({ kind, detail = {} }: TimelineEvent): string {
  const { reason, skipped, code, problem } = detail;
  const names = [reason, skipped, code, problem].filter((name) => typeof name === 'string');
  const [name] = names;
  if (name === undefined) return withoutShell(kind);
  return unsentCode(name) ?? (/^[\w.-]+$/.test(name) ? name : withoutShell(kind));
}

/** The Dynamics twin says in words why it has asked no push service. */
function unsentCode(reason: string): string | undefined {
  if (reason.includes('is switched off for')) return 'app-switched-off';
  return /^the mobile app has no \w+ credentials$/.test(reason) ? 'credentials-absent' : undefined;
}

const withoutShell = (kind: string): string => {
  const code = kind.replace(/^shell\./, '');
  return isProblem(code) ? code : kind;
};

const isProblem = (code: string): code is keyof typeof problems => Object.hasOwn(problems, code);

function lineOf({ hop, kind, summary }: TimelineEvent, code: string): Line {
  const kept = waiting[kind];
  if (kept) return kept;
  if (kind === 'push.not-shown') return notShown[code] ?? unlisted(summary);
  if (kind === 'journey.skipped') return skips[code] ?? unlisted(summary);
  if (kind === 'navigation.refused' || kind === 'navigation.lost') return openings[kind];
  if (kind === 'registration.settled') return registrationFailures[code] ?? unlisted(summary);
  if (kind === 'push.refused') return (hop === 'apns' ? apnsReasons : fcmReasons)[code] ?? refused(summary);
  if (kind === 'journey.failed' || kind === 'journey.removed')
    return (
      unsent[code] ?? apnsReasons[code] ?? fcmReasons[code] ?? unsent['provider-failed'] ?? unlisted(summary)
    );
  if (isProblem(code)) return lineOfProblem(code);
  return kinds[kind] ?? unlisted(summary);
}

function lineOfProblem(code: keyof typeof problems): Line {
  const { title, fault, remedy } = problems[code];
  return [title, fault, remedy];
}

/** A status of the HTTP layer below the service, which has no list. */
const refused = (summary: string): Line => [
  summary.endsWith('.') ? summary : `${summary}.`,
  'caller',
  'The words are the service’s own; correct what they name.',
];

const unlisted = (summary: string): Line => [
  summary.endsWith('.') ? summary : `${summary}.`,
  'shell',
  'See what happened just before it in the same trace.',
  'timeline.text() prints it.',
];
