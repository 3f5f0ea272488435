import type { RegisterAnswer, Registration } from '@journeys-push/contract/page-shell';
import type { Failure } from '../gateway/failure.ts';
import type { Observation } from '../ports.ts';
import { within } from '../within.ts';
import { failed, verdict } from './answers.ts';
import { keyOf } from './describe.ts';
import { currentRegistration, type Desk, situationOf } from './desk.ts';
import {
  accepted,
  type Intent,
  inDoubt,
  isSameWish,
  isSuppressed,
  mayBeUnderway,
  type RegistrationRecord,
  wanted,
} from './record.ts';
import { startedAnew } from './steps.ts';
import { createWorker } from './worker.ts';

/** The claim "this token is this user's": what is wanted, how far it has come, and the way there. */
export interface RegistrationKeeper {
  register(user: { userId: string; identityToken?: string }, traceId: string): Promise<RegisterAnswer>;
  unregister(traceId: string): Promise<RegisterAnswer>;
  /** Pages are told the same as they would be by the event; so this counts as told. */
  current(): Registration;
  /** Pushes may be for somebody who has left. */
  suppressed(): boolean;
  /** Token or network have changed. */
  changed(): void;
  /** At once where it was taken away: what the page shows is wrong from now on, whatever the network does. */
  permissionChanged(granted: boolean): void;
  /** The process has started: what was refused is tried again too. */
  started(): void;
  /** The app has come to the front: the same, but not too often. A page is told where the permission was `switched`. */
  resumed(switched: boolean): void;
  /** The gateway must know this installation even without a user. */
  need(): void;
  /** The gateway has said to another part that it does not know this installation, or not as us. */
  rejected(kind: Failure['kind']): void;
  /** A page may listen now: it is told what no page has heard yet. */
  listening(): void;
  /** A page's listener was called with the registration of this key. */
  confirmed(key: unknown): void;
}

export interface RegistrationOptions {
  desk: Omit<Desk, 'publish'>;
  /** Tells the page, if it listens; it confirms the key. */
  tell(registration: Registration, key: string): void;
  observe(observation: Observation): void;
}

/** A refusal may have been mended on the server; coming back often does not mend it sooner. */
const RETRY_REFUSED_MS = 15 * 60_000;

export function createRegistration(options: RegistrationOptions): RegistrationKeeper {
  const desk: Desk = { ...options.desk, publish: () => publish(options, desk) };
  const { record, flags } = desk;
  const worker = createWorker(desk);
  return {
    register(user, traceId) {
      const intent = { kind: 'register', ...user } as const;
      const { answer, saved } = wish(desk, intent, traceId);
      void saved.then(() => answerWhatIsMissing(desk, intent)).then(() => worker.kick('page'));
      return answer;
    },
    unregister(traceId) {
      const { answer, saved } = wish(desk, { kind: 'unregister' }, traceId);
      void saved.then(() => worker.kick('page'));
      return answer;
    },
    current: () => heard(desk, currentRegistration(desk)),
    suppressed: () => isSuppressed(record.get()),
    changed: () => worker.kick('phone'),
    permissionChanged(granted) {
      if (!granted) desk.publish();
      worker.kick('phone');
    },
    started() {
      flags.retryRefused = true;
      const now = desk.clock.now();
      const { body } = situationOf(desk);
      if (mayBeUnderway(record.get(), body)) void record.set(inDoubt(record.get(), now));
      options.observe({
        kind: 'registration',
        installationId: desk.installation.id,
        registration: currentRegistration(desk),
      });
      worker.kick('phone');
    },
    resumed(switched) {
      flags.switched ||= switched;
      const { trouble } = record.get();
      flags.retryRefused = trouble !== undefined && desk.clock.now() - trouble.at >= RETRY_REFUSED_MS;
      worker.kick('phone');
    },
    need() {
      flags.needed = true;
      worker.kick('phone');
    },
    rejected(kind) {
      void startedAnew(desk, kind).then((anew) => anew && worker.kick('phone'));
    },
    listening() {
      // A page that reads or is answered the registration meanwhile has heard it too.
      const isNews = (record.get().told ?? UNTOLD) !== keyOf(currentRegistration(desk));
      if (isNews || flags.switched) tell(options, desk);
    },
    confirmed(key) {
      const registration = currentRegistration(desk);
      if (key !== newsKey(desk, registration)) return;
      flags.switched = false;
      heard(desk, registration);
    },
  };
}

/** On top of what the gateway may wait (contract/app-config.ts): 10 s for the token, the rest for the way. */
const MARGIN_MS = 14_000;

/** Makes this the last wish; who waited for another one is told so. */
function wish(desk: Desk, intent: Intent, traceId: string) {
  const { record, waiters, clock, waitMs } = desk;
  const before = record.get();
  const same = isSameWish(before.intent, intent);
  if (!same) waiters.supersede();
  const saved = record.set(settledHere(desk, wanted(before, intent, traceId)));
  const answer = within(clock, waitMs + MARGIN_MS, waiters.wait).then((given = late(desk)) => {
    if (given.registration) heard(desk, given.registration);
    return given;
  });
  return { saved, answer };
}

/** The answer while something hangs: what holds until now. */
function late(desk: Desk): RegisterAnswer {
  const registration = currentRegistration(desk);
  return desk.record.get().acked ? verdict(registration) : failed('deadline', undefined, registration);
}

/** A page has this registration now. */
function heard({ record }: Desk, registration: Registration): Registration {
  const told = keyOf(registration);
  if (record.get().told !== told) void record.set({ ...record.get(), told });
  return registration;
}

/** What needs no gateway: there is none, or it has never heard of this installation. */
function settledHere({ gateway, installation }: Desk, record: RegistrationRecord): RegistrationRecord {
  const { intent, announced } = record;
  // A credential that was refused is held no more, by an installation that the gateway knows.
  const known = installation.credential() !== undefined || announced !== undefined;
  if (gateway && (intent.kind !== 'unregister' || known)) return record;
  if (intent.kind !== 'register') return accepted(record, { state: 'removed' });
  const queued = {
    state: 'queued',
    userId: intent.userId,
    message: 'This app has no gateway: its own backend registers the token of registrationInfo().',
  } as const;
  // Nobody will say when that backend has cleaned up.
  return { ...accepted(record, queued), strangers: [] };
}

/** A page does not wait for a person or a system that may never answer; the wish stays. */
async function answerWhatIsMissing(desk: Desk, intent: Intent): Promise<void> {
  const { permission, tokens, waiters, record } = desk;
  const tell = (reason: 'permission-missing' | 'token-missing') => {
    if (!isSameWish(record.get().intent, intent)) return;
    desk.publish();
    waiters.settle(failed(reason, undefined, currentRegistration(desk)));
  };
  if (!(await permission.refresh()).granted) return tell('permission-missing');
  await tokens.ready();
  if (!tokens.current()) tell('token-missing');
}

function publish(options: RegistrationOptions, desk: Desk): void {
  const { record, installation, log } = desk;
  const registration = currentRegistration(desk);
  const key = keyOf(registration);
  const { shown, traceId } = record.get();
  if ((shown?.key ?? UNTOLD) === key) {
    if (desk.flags.switched) tell(options, desk);
    return;
  }
  void record.set({ ...record.get(), shown: { key, since: registration.since ?? '' } });
  log('registration.changed', `The registration is ${registration.state} now.`, traceId);
  options.observe({ kind: 'registration', installationId: installation.id, registration });
  tell(options, desk);
}

const UNTOLD = keyOf({ state: 'none' });

function tell(options: RegistrationOptions, desk: Desk): void {
  const registration = currentRegistration(desk);
  options.tell(registration, newsKey(desk, registration));
}

/** What makes it news for a page that listens: a registration may stay what it is when the permission changes. */
const newsKey = ({ permission }: Desk, registration: Registration): string =>
  `${permission.current().granted} ${keyOf(registration)}`;
