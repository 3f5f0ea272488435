import type {
  Journey,
  JourneyDefinition,
  JourneyProblem,
  JourneyProgress,
  JourneySettings,
  Participant,
  Raised,
} from './journey-wire.ts';
import type { Message, MessageSave, PersonOutcome, Preview, PreviewAsk, PushStep } from './message-wire.ts';
import type { ColumnValue, Person, Segment, SegmentSave } from './people-wire.ts';
import type { Funnel, Interactions } from './report-wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

const of = (kind: string, id: string, rest = '') => `/${kind}/${encodeURIComponent(id)}${rest}`;
const asked = (query: Record<string, string | number | boolean | undefined>) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length > 0
    ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
    : '';
};
const TABLES = { contact: 'contacts', lead: 'leads', profile: 'profiles' } as const;

/** What a marketer does in Dynamics: people, segments, messages, journeys, reports. */
export const marketingCalls = (call: Call) => ({
  ...peopleCalls(call),
  ...messageCalls(call),
  ...journeyCalls(call),
});

function peopleCalls(call: Call) {
  return {
    /**
     * People of one entity. `search`: those with this in name, e-mail address, id or another text; `ids`: only these,
     * some hundred at once.
     */
    people: async (
      entity: Person['entity'],
      {
        ids,
        ...query
      }: { search?: string | undefined; ids?: readonly string[]; skip?: number; limit?: number } = {},
    ) =>
      ids?.length === 0
        ? []
        : call<Person[]>('GET', `/people/${TABLES[entity]}${asked({ ...query, ids: ids?.join(',') })}`),
    person: (id: string) => call<Person>('GET', of('people', id)),
    /** Adds or replaces: the id is a column, as `contactid`. */
    addPerson: (
      entity: Person['entity'],
      columns: Record<string, ColumnValue> & { trackingConsent?: boolean },
    ) => call<Person>('POST', `/people/${TABLES[entity]}`, columns),
    changePerson: (
      id: string,
      changes: { trackingConsent?: boolean; columns?: Record<string, ColumnValue> },
    ) => call<Person>('PATCH', of('people', id), changes),
    removePerson: (id: string) => call<unknown>('DELETE', of('people', id)),
    segments: () => call<Segment[]>('GET', '/segments'),
    addSegment: (segment: SegmentSave) => call<{ segmentId: string }>('POST', '/segments', segment),
    /** Ids of who is in it at this moment. */
    segmentMembers: (id: string) => call<string[]>('GET', of('segments', id, '/members')),
    removeSegment: (id: string) => call<unknown>('DELETE', of('segments', id)),
  };
}

function messageCalls(call: Call) {
  return {
    messages: () => call<Message[]>('GET', '/messages'),
    message: (id: string) => call<Message>('GET', of('messages', id)),
    createMessage: (message: MessageSave) => call<{ messageId: string }>('POST', '/messages', message),
    changeMessage: (id: string, changes: MessageSave) => call<Message>('PATCH', of('messages', id), changes),
    publishMessage: (id: string) => call<Message>('POST', of('messages', id, '/publish')),
    removeMessage: (id: string) => call<unknown>('DELETE', of('messages', id)),
    previewMessage: (ask: PreviewAsk) => call<Preview>('POST', '/messages/preview', ask),
    /** Sends without a journey: one outcome a person. */
    sendStep: (step: PushStep) => call<PersonOutcome[]>('POST', '/push-steps', step),
    messageReport: (id: string) => call<Funnel>('GET', of('messages', id, '/analytics')),
  };
}

function journeyCalls(call: Call) {
  return {
    journeys: () => call<Journey[]>('GET', '/journeys'),
    journey: (id: string) => call<Journey>('GET', of('journeys', id)),
    createJourney: (definition: JourneyDefinition) =>
      call<{ journeyId: string }>('POST', '/journeys', definition),
    changeJourney: (id: string, definition: JourneyDefinition) =>
      call<Journey>('PUT', of('journeys', id), definition),
    /** What keeps it from going live; nothing is saved. */
    checkJourney: (definition: JourneyDefinition) =>
      call<JourneyProblem[]>('POST', '/journeys/check', definition),
    publishJourney: (id: string) => call<Journey>('POST', of('journeys', id, '/publish')),
    stopJourney: (id: string) => call<Journey>('POST', of('journeys', id, '/stop')),
    removeJourney: (id: string) => call<unknown>('DELETE', of('journeys', id)),
    /** How many are where, all of them counted. */
    journeyProgress: (id: string) => call<JourneyProgress>('GET', of('journeys', id, '/progress')),
    participants: (
      id: string,
      query: { personId?: string; after?: number; limit?: number; newest?: boolean } = {},
    ) => call<Participant[]>('GET', of('journeys', id, `/people${asked(query)}`)),
    raiseTrigger: (name: string, trigger: { personId: string; attributes?: Record<string, ColumnValue> }) =>
      call<Raised[]>('POST', of('triggers', name), trigger),
    journeySettings: () => call<JourneySettings>('GET', '/journey-settings'),
    changeJourneySettings: (changes: Partial<JourneySettings>) =>
      call<JourneySettings>('PATCH', '/journey-settings', changes),
    journeyReport: (id: string) => call<Funnel>('GET', of('journeys', id, '/analytics')),
    interactions: (query: { messageId?: string; journeyId?: string; personId?: string } = {}) =>
      call<Interactions>('GET', `/interactions${asked(query)}`),
  };
}
