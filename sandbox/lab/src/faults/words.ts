import type { Fault, FaultPlant, TwinName } from '../../../src/control/twin-wire.ts';
import { apnsReasons } from '../../../src/explain/causes/apns.ts';

export const twinNames: Record<TwinName, string> = { dynamics: 'Dynamics', apns: 'APNs', fcm: 'FCM' };

/** Which calls can be hit, in words (docs/time-and-faults.md). The empty one: any call that comes in. */
export const routesOf: Record<TwinName, readonly (readonly [route: string, words: string])[]> = {
  dynamics: [
    ['', 'Any call'],
    ['register', 'Registering one device'],
    ['register-batch', 'Registering devices together'],
    ['status', 'Asking what became of registrations'],
    ['cleanup', 'Removing one device'],
    ['cleanup-batch', 'Removing devices together'],
    ['event', 'Telling of an open'],
    ['link', 'Following a tracking link'],
    ['token', 'Signing in to Entra'],
    ['dataverse', 'Looking people up in Dataverse'],
    ['register-v1', 'Registering a device, old API'],
    ['event-v1', 'Telling of an open, old API'],
    ['webhook', 'Calling the webhook'],
    ['store', 'Storing a device'],
    ['outcome', 'Writing an outcome'],
    ['send', 'Sending to Apple and Google'],
  ],
  apns: [['', 'Any push']],
  fcm: [
    ['', 'Any call'],
    ['send', 'Sending a push'],
    ['token', 'Signing in with the service account'],
  ],
};

/** What the work that is hit can suffer; everything else can suffer what any request can. */
const WORK: Record<string, readonly string[]> = {
  webhook: ['lost', 'duplicated', 'late'],
  store: ['store-fails'],
  outcome: ['throttled'],
  send: ['refused'],
};
const ANY = ['status', 'latency', 'drop', 'hang', 'half-close', 'garbage'];

/** The kinds of effect that this twin knows there. */
export function effectsOf(twin: TwinName, route: string): readonly string[] {
  if (twin === 'dynamics') return WORK[route] ?? ANY;
  return twin === 'fcm' && route === 'token' ? ANY : ['refuse', ...ANY];
}

export const effectNames: Record<string, string> = {
  status: 'An HTTP status instead of an answer',
  latency: 'The answer comes later',
  drop: 'The connection is cut without an answer',
  hang: 'No answer, the connection stays open',
  'half-close': 'The answer is cut off halfway',
  garbage: 'A 200 that is not JSON',
  refuse: 'A refusal in the service’s own words',
  refused: 'The provider refuses the push',
  lost: 'It is lost',
  duplicated: 'It comes several times',
  late: 'It comes late',
  'store-fails': 'It fails',
  throttled: 'It is throttled and given up',
};

/** FCM's own error codes: Google's other statuses are no refusals of a send (sandbox/src/fcm/wire.ts). */
const FCM_CODES = [
  ...['INVALID_ARGUMENT', 'THIRD_PARTY_AUTH_ERROR', 'SENDER_ID_MISMATCH', 'UNREGISTERED'],
  ...['QUOTA_EXCEEDED', 'INTERNAL', 'UNAVAILABLE', 'UNSPECIFIED_ERROR'],
];
/** The reasons that APNs and FCM know, sorted. */
export const reasonsOf = (twin: TwinName): readonly string[] =>
  (twin === 'apns' ? Object.keys(apnsReasons) : [...FCM_CODES]).sort();

/** What a fault does, as one sentence without its full stop: `APNs, any push: refused with BadDeviceToken`. */
export function faultWords({ twin, route, effect }: Pick<FaultPlant, 'twin' | 'route' | 'effect'>): string {
  const place = routesOf[twin].find(([name]) => name === (route ?? ''))?.[1] ?? route ?? '';
  return `${twinNames[twin]}, ${place.charAt(0).toLowerCase()}${place.slice(1)}: ${effectWords(effect)}`;
}

function effectWords(effect: FaultPlant['effect']): string {
  const after = typeof effect.retryAfter === 'number' ? `, Retry-After ${effect.retryAfter} s` : '';
  switch (effect.kind) {
    case 'status':
      return `status ${effect.status}${after}`;
    case 'latency':
      return `answered ${spanWords(Number(effect.ms))} later`;
    case 'refuse':
    case 'refused':
      return `refused with ${effect.reason}${after}`;
    case 'late':
      return `comes ${spanWords(Number(effect.ms))} late`;
    case 'duplicated':
      return `comes ${effect.times ?? 2} times`;
    default: {
      const name = effectNames[effect.kind] ?? effect.kind;
      return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    }
  }
}

/** How often it has struck, and how often it still will. `now` in milliseconds of the sandbox’s time. */
export function strikeWords({ struck, left, until, probability }: Fault, now: number): string {
  const chance = probability === 1 ? [] : [`strikes ${Math.round(probability * 100)}% of the calls`];
  const times = left === undefined ? [] : [`${left} more to come`];
  const span =
    until === undefined ? [] : [`ends in ${spanWords(Math.max(1, Math.ceil((until - now) / 1000)) * 1000)}`];
  return [struckWords(struck), ...times, ...span, ...chance].join(' · ');
}

export const struckWords = (struck: number): string =>
  struck === 0 ? 'Has not struck yet' : struck === 1 ? 'Has struck once' : `Has struck ${struck} times`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `1 day 2 hours`, `90 ms`: the two largest units. */
export function spanWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const first = UNITS.findIndex(([, size]) => ms >= size);
  let rest = ms;
  const parts = UNITS.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
  });
  return parts.filter(Boolean).join(' ');
}

const MINUTE = 60_000;
/** What several moves of the time may take together, in milliseconds. */
const TAKEN_MS = 5000;

/** How far a time is ahead that was moved on. A move takes a moment itself, which it then lacks. */
export function leadWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE) * MINUTE;
  const isWhole = minutes > ms && minutes - ms < TAKEN_MS;
  return spanWords(isWhole ? minutes : Math.round(ms / 1000) * 1000);
}
