import type { Registration, RegistrationInfo } from '@journeys-push/contract/page-shell';
import { maskToken } from '../../trace.ts';
import type { Owner } from './books.ts';
import { contacts, type Hand, type PageCall, userIds } from './hand.ts';
import { type PhoneModel, wanted } from './model.ts';
import type { Stage } from './stage.ts';

/** A phone, and what the model says of it. */
export interface Actor {
  hand: Hand;
  model: PhoneModel;
}

/** One story on the stage, where the things of earlier ones still stand. */
export interface Play {
  stage: Stage;
  actors: Actor[];
  /** Milliseconds since the epoch. */
  began: number;
}

/** What is demanded of a story at rest; each line that comes back is a demand that is not met. */
export async function unmet(play: Play): Promise<string[]> {
  const { stage, actors } = play;
  const installationIds = actors.flatMap(({ hand }) => hand.phone.view().installationId ?? []);
  const owners = await stage.books.owners(installationIds);
  const sharing = await stage.books.sharing(installationIds);
  const phones = actors.map(async (actor) =>
    [
      ...heldByDynamics(stage, actor),
      ...ownedAtGateway(owners, actor),
      ...ownedAlone(sharing, actor),
      ...(await toldToPage(actor)),
      ...actor.hand.calls.flatMap((call) => settled(call, actor)),
      ...actor.hand.page.errors().map((error) => `the page threw ${error}`),
    ].map((line) => `${actor.hand.name}: ${line}`),
  );
  return [...(await Promise.all(phones)).flat(), ...strangers(play), ...twoOwners(play)];
}

/**
 * Exactly the wanted person with exactly the present token. The twin's table also shows what Dynamics has refused,
 * which the real one does not hold (sandbox/src/dynamics/README.md): such rows do not count.
 */
function heldByDynamics(stage: Stage, { hand, model }: Actor): string[] {
  const held = heldRows(stage).filter(({ token }) => hand.tokens.includes(token));
  const names = held.map(
    ({ userId, token, result }) => `${personOf(userId)} with ${tokenName(hand, token)}, ${result}`,
  );
  const person = wanted(model);
  const expected = person ? [`${person} with the present token, Success`] : [];
  if (names.length === expected.length && names[0] === expected[0]) return [];
  const refused = stage.dynamics
    .devices({ fullTokens: true })
    .flatMap(({ token, result, details }) =>
      result === 'Failed' && token === hand.tokens.at(-1) ? (details ?? []) : [],
    );
  const why = refused.length > 0 ? `, and has refused: ${refused.join(', ')}` : '';
  return [`Dynamics was to hold ${list(expected)}; it holds ${list(names)}${why}`];
}

const heldRows = ({ dynamics }: Stage) =>
  dynamics.devices({ fullTokens: true }).filter(({ result }) => result !== 'Failed');

const list = (names: string[]): string => names.join(' and ') || 'nobody';

const personOf = (contact: string | null | undefined): string =>
  Object.entries(contacts).find(([, id]) => id === contact)?.[0] ??
  (contact ? `the stranger ${contact}` : 'nobody');

function tokenName({ tokens }: Hand, token: string): string {
  const age = tokens.length - 1 - tokens.indexOf(token);
  return age === 0 ? 'the present token' : `token ${tokens.indexOf(token) + 1} of ${tokens.length}`;
}

/** The gateway knows the last wish, also while permission is missing. */
function ownedAtGateway(owners: Owner[], { hand, model }: Actor): string[] {
  const owner = owners.find(({ installationId }) => installationId === hand.phone.view().installationId);
  const name = personOf(owner?.contact);
  const expected = model.wish ?? 'nobody';
  return name === expected ? [] : [`the gateway was to know ${expected} as the owner; it knows ${name}`];
}

/** One owner per token (design.md, idea 1). */
const ownedAlone = (sharing: string[], { hand }: Actor): string[] =>
  sharing.includes(hand.phone.view().installationId ?? '')
    ? ['the gateway knows two owners of its token']
    : [];

/** A page that asks is told how things are: spec.md §1, `registrationInfo`. */
async function toldToPage({ hand, model }: Actor): Promise<string[]> {
  const { registration, ...info } = await hand.page.evaluate<RegistrationInfo>(
    'median.msdynamics.registrationInfo()',
  );
  const token = info.apnsToken ?? info.fcmToken;
  const person = wanted(model);
  const told = `${inWords(registration)}, ${token ? tokenName(hand, token) : 'no token'}`;
  const expected = person
    ? `registered ${person}, the present token`
    : `${model.wish ? `waiting for permission ${model.wish}` : nobodyIn(registration)}, no token`;
  return told === expected ? [] : [`the page was to be told “${expected}”; it is told “${told}”`];
}

const inWords = (registration: Registration | undefined): string =>
  [registration?.state, registration?.for && `for ${registration.for}`, userOf(registration)]
    .filter(Boolean)
    .join(' ');

const userOf = (registration: Registration | undefined): string | undefined =>
  Object.entries(userIds).find(([, id]) => id === registration?.userId)?.[0] ?? registration?.userId;

/** Nobody is here since somebody left, or since ever. */
const nobodyIn = (registration: Registration | undefined): string =>
  registration?.state === 'removed' ? 'removed' : 'none';

/**
 * Every call of a page that still lives has settled with an answer; a failure resolves, and never carries `error`
 * (spec.md §1). Two kinds are let off: a call whose page was killed died with it, and a question that is still on the
 * screen waits for the person.
 */
function settled({ name, state, answer }: PageCall, { hand }: Actor): string[] {
  if (state === 'dead') return [];
  if (state === 'open') {
    const asked = name === 'promptNotificationPermission' && hand.phone.view().dialog !== null;
    return asked ? [] : [`a call of ${name} was to settle; it is still open`];
  }
  const { success, granted, error } = (answer ?? {}) as Record<string, unknown>;
  const good = error === undefined && typeof (success ?? granted) === 'boolean';
  return good ? [] : [`a call of ${name} was to resolve with an answer; it gave ${JSON.stringify(answer)}`];
}

/** Registrations that no phone has ever had the token of. */
const strangers = ({ stage, began }: Play): string[] =>
  heldRows(stage)
    .filter(({ token, registeredAt }) => registeredAt >= began && !stage.tokens.has(token))
    .map(
      ({ userId, token }) =>
        `Dynamics holds ${personOf(userId)} with ${maskToken(token)}, which no phone has had`,
    );

/** At any moment: the former owner is cleaned up before the next one is registered (design.md, idea 1). */
export function twoOwners({ stage, actors }: Play): string[] {
  const tokens = heldRows(stage)
    .filter(({ result }) => result === 'Success')
    .map(({ token }) => token);
  const twice = tokens.filter((token, index) => tokens.indexOf(token) !== index);
  return twice.flatMap((token) => named(actors, token, 'Dynamics holds two owners of'));
}

/** The line for the phone that has, or has had, the token; none where it is another story's. */
const named = (actors: Actor[], token: string, wrong: string): string[] =>
  actors
    .filter(({ hand }) => hand.tokens.includes(token))
    .map(({ hand }) => `${hand.name}: ${wrong} ${tokenName(hand, token)}`);
