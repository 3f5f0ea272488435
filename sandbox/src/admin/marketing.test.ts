import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type ControlClient, createControlClient } from '../control/client.ts';
import {
  Journey,
  JourneyProblem,
  JourneyProgress,
  JourneySettings,
  Participant,
  Raised,
} from '../control/journey-wire.ts';
import { Message, PersonOutcome, Preview } from '../control/message-wire.ts';
import { Person, Segment } from '../control/people-wire.ts';
import { Funnel, Interactions } from '../control/report-wire.ts';
import { startSandbox } from '../sandbox.ts';

/** Every call of a marketer, and that its answer is what the wire says: nothing missing, nothing more. */

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let api: ControlClient;
let mobileAppId: string;
beforeAll(async () => {
  sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  const { control, controlToken } = sandbox.connection();
  api = createControlClient({ url: control, token: controlToken });
  ({ mobileAppId } = await api.info());
});
afterAll(() => sandbox.close());

const ADA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01';
const MINA = '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a03';

/** The answer, read by the wire's own schema; with members that the schema does not name it differs. */
async function read<T extends z.ZodType>(schema: T, answer: Promise<unknown>): Promise<z.output<T>> {
  const value = await answer;
  const known = schema.parse(value);
  expect(known).toEqual(value);
  return known;
}

test('people are found by their texts, and read, changed and added one by one', async () => {
  const found = await read(z.array(Person), api.people('contact', { search: 'BRANDT' }));
  expect(found.map(({ id }) => id)).toEqual([ADA]);
  expect(await api.people('contact', { search: 'mina@', limit: 10 })).toHaveLength(1);
  expect(await api.people('lead', { search: 'nobody' })).toEqual([]);
  expect((await read(Person, api.person(ADA))).columns.firstname).toBe('Ada');
  await expect(api.person(mobileAppId)).rejects.toMatchObject({ problem: { code: 'admin-unknown' } });
  await read(Person, api.changePerson(ADA, { columns: { jobtitle: 'Buyer' } }));
  const { id } = await read(Person, api.addPerson('lead', { fullname: 'Lea Ahl', trackingConsent: true }));
  await api.removePerson(id);
});

test('segments by list and by rule, and who is in them now', async () => {
  const byRule = {
    ...{ name: 'With a mail', entity: 'contact' as const },
    rule: { all: [{ column: 'emailaddress1', is: 'begins-with' as const, value: 'mina' }] },
  };
  const { segmentId } = await api.addSegment(byRule);
  expect(await api.segmentMembers(segmentId)).toEqual([MINA]);
  const segments = await read(z.array(Segment), api.segments());
  expect(segments.at(-1)).toEqual({ segmentId, ...byRule });
  await api.removeSegment(segmentId);
});

test('a message is previewed for a person, saved, published and reported', async () => {
  const content = { mobileAppId, title: 'Hello {{contact.firstname}}', body: '{{contact.nickname|you}}' };
  const preview = await read(Preview, api.previewMessage({ message: content, personId: ADA }));
  expect(preview).toMatchObject({ written: { title: 'Hello Ada', body: 'you' }, problems: [] });
  const { messageId } = await api.createMessage({ name: 'Hello', ...content });
  await read(Message, api.publishMessage(messageId));
  await read(Message, api.changeMessage(messageId, { body: 'News' }));
  expect((await read(z.array(Message), api.messages())).map((each) => each.status)).toEqual([
    'ready-to-send-editing',
  ]);
  expect(await read(Funnel, api.messageReport(messageId))).toMatchObject({ sent: 0 });
  await api.removeMessage(messageId);
});

test('a push step goes to a segment, and says of each person what became of it', async () => {
  const [phone] = sandbox.phones.all();
  await phone?.setNotifications(true);
  await api.registerDevice(phone?.id ?? '', ADA);
  const { segmentId } = await api.addSegment({ name: 'Two', entity: 'contact', memberIds: [ADA, MINA] });
  const message = { mobileAppId, title: 'To {{contact.firstname}}', body: '' };
  const outcomes = await read(z.array(PersonOutcome), api.sendStep({ message, segmentId }));
  expect(outcomes).toMatchObject([
    { personId: ADA, devices: [{ platform: 'ios', result: 'sent' }] },
    { personId: MINA, skipped: 'no-device', why: 'no device is registered for them in this app' },
  ]);
  expect(await api.sendStep({ message, personIds: [MINA] })).toMatchObject([{ skipped: 'no-device' }]);
  await expect(api.sendStep({ message })).rejects.toMatchObject({ problem: { code: 'body-invalid' } });
});

test('a journey with a branch is checked, made, published, entered and reported', async () => {
  const { messageId } = await api.createMessage({ name: 'B', mobileAppId, title: 'Bought', body: '' });
  const push = { do: 'push' as const, messageId, quietTimes: true };
  const definition = {
    ...{ name: 'After', entity: 'contact' as const, timeZone: 'UTC', frequencyCap: true },
    start: { by: 'trigger' as const, trigger: 'bought', reentry: 'always' as const },
    steps: [
      {
        ...{ do: 'branch' as const, if: { person: [{ column: 'jobtitle', is: 'set' as const }] } },
        ...{ yes: [push], no: [] },
      },
    ],
  };
  expect(await read(z.array(JourneyProblem), api.checkJourney(definition))).toEqual([
    {
      path: 'steps.0.yes.0',
      blocks: 'publishing',
      message: 'the push message “B” is draft, not ready to send',
    },
  ]);
  await api.publishMessage(messageId);
  expect(await api.checkJourney(definition)).toEqual([]);
  const { journeyId } = await api.createJourney(definition);
  await read(Journey, api.changeJourney(journeyId, { ...definition, name: 'Afterwards' }));
  await read(Journey, api.publishJourney(journeyId));
  await read(z.array(Raised), api.raiseTrigger('bought', { personId: ADA, attributes: { order: 7 } }));
  await read(z.array(Raised), api.raiseTrigger('bought', { personId: MINA }));
  await expect.poll(() => api.journey(journeyId)).toMatchObject({ entered: 2, inside: 0 });
  const people = await read(z.array(Participant), api.participants(journeyId, { limit: 10 }));
  expect(people.map(({ steps }) => steps.map(({ outcome }) => outcome))).toEqual([
    ['branched', 'sent'],
    ['branched'],
  ]);
  expect(await read(JourneyProgress, api.journeyProgress(journeyId))).toEqual({
    steps: [
      { here: 0, passed: { yes: 1, no: 1 } },
      { here: 0, passed: { sent: 1 } },
    ],
  });
  const newest = await api.participants(journeyId, { limit: 1, newest: true });
  expect(newest.map(({ personId }) => personId)).toEqual([MINA]);
  expect(await read(Funnel, api.journeyReport(journeyId))).toMatchObject({ inflow: 2, sent: 1 });
  expect((await read(Interactions, api.interactions({ journeyId }))).rows).toHaveLength(1);
  await read(Journey, api.stopJourney(journeyId));
  expect((await read(z.array(Journey), api.journeys())).map(({ state }) => state)).toEqual(['stopped']);
  await api.removeJourney(journeyId);
});

test('frequency cap and quiet times are set for all journeys', async () => {
  await read(JourneySettings, api.changeJourneySettings({ frequencyCap: { daily: 2 } }));
  expect(await read(JourneySettings, api.journeySettings())).toMatchObject({ frequencyCap: { daily: 2 } });
  await api.changeJourneySettings({ frequencyCap: {} });
});

test('the OpenAPI description says what these answers hold', async () => {
  const { components } = await (await fetch(`${sandbox.connection().control}/openapi.json`)).json();
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining(['Person', 'Segment', 'Message', 'Preview', 'Journey', 'Participant', 'Funnel']),
  );
});
