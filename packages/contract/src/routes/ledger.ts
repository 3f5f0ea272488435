import * as z from 'zod';
import { AnyInstallationId } from '../backend-gateway.ts';
import {
  ErasureAnswer,
  InstallationExplained,
  InstallationPage,
  LedgerPage,
  OwnershipPage,
  Person,
  RecipientPage,
} from '../operator-gateway.ts';
import { RegistrationView, UserId } from '../shell-gateway.ts';
import type { Route } from './route.ts';

const params = { installationId: AnyInstallationId };
const moment = z.iso.datetime({ offset: true });
const span = {
  at: {
    schema: moment,
    says: 'This moment. Else since, until or both.',
    example: '2026-11-25T14:05:00Z',
  },
  since: { schema: moment, says: 'From this moment on. Absent: from the beginning.' },
  until: { schema: moment, says: 'Up to this moment, itself included. Absent: now.' },
};
const who = {
  userId: {
    schema: UserId,
    says: 'By user id, or by the id of the record in Dynamics.',
    example: '11111111-1111-4111-8111-111111111111',
  },
  userKey: { schema: z.uuid(), says: 'By the key that stands for the person; also after an erasure.' },
};
const person = UserId.describe('The user id as the app gives it, or the id of the record in Dynamics.');
const app = { schema: z.string().max(100), says: 'Of this mobile app channel.' };
const format = {
  schema: z.enum(['ndjson', 'csv']).optional(),
  says: 'One JSON object a line (default), or CSV.',
};
const streamed = { says: 'The rows, as they are read.', types: ['application/x-ndjson', 'text/csv'] };
const EXPORT =
  'One consistent picture, streamed: any number of rows. An export that is cut short ends the connection without its last chunk; so does one with tokens of which some cannot be read, after its last row and a record export-incomplete. Each is noted in the audit trail.';

/** What support and compliance ask the ledger. */
export const ledgerRoutes = {
  listInstallations: {
    method: 'GET',
    path: '/v1/admin/installations',
    summary: 'List installations, sorted by id',
    description:
      'With a state, a page may hold fewer items than the limit, even none, and yet have a next one.',
    caller: 'read',
    paged: true,
    query: {
      userId: { schema: UserId, says: 'That belong to this person now.' },
      app,
      state: { schema: RegistrationView.shape.state, says: 'Whose registration is in this state.' },
      tokenTail: { schema: z.string().length(8), says: "By the push token's last eight characters." },
    },
    answers: { 200: { says: 'One page.', body: InstallationPage } },
    problems: ['user-not-held'],
  },
  explainInstallation: {
    method: 'GET',
    path: '/v1/admin/installations/{installationId}',
    summary: 'Read all that is known of an installation, why it stands so and what comes next',
    caller: 'read',
    params,
    answers: { 200: { says: 'The installation, explained.', body: InstallationExplained } },
    problems: ['installation-id-invalid', 'installation-unknown'],
  },
  readOwners: {
    method: 'GET',
    path: '/v1/admin/installations/{installationId}/owners',
    summary: 'Read whose an installation was',
    caller: 'read',
    params,
    paged: true,
    query: span,
    answers: { 200: { says: 'Each stretch of time, the oldest first.', body: OwnershipPage } },
    problems: ['installation-id-invalid', 'query-invalid'],
  },
  readRecipients: {
    method: 'GET',
    path: '/v1/admin/recipients',
    summary: 'Read which installations could have received a push for a person',
    description: 'Name the person: by userId or by userKey.',
    caller: 'read',
    paged: true,
    query: { ...who, ...span },
    answers: {
      200: { says: 'Each stretch of time, in the order in which they began.', body: RecipientPage },
    },
    problems: ['user-not-held', 'query-invalid'],
  },
  readLedger: {
    method: 'GET',
    path: '/v1/admin/ledger',
    summary: 'Read the history of an installation, a person, a trace or a request of Dynamics',
    description: 'Name exactly one of them.',
    caller: 'read',
    paged: true,
    query: {
      installationId: { schema: AnyInstallationId, says: 'Of this installation.' },
      ...who,
      traceId: { schema: z.string().regex(/^[0-9a-f]{32}$/), says: 'Of what this trace caused.' },
      requestId: { schema: z.string().max(200), says: "Of Dynamics' RegistrationRequestId." },
    },
    answers: { 200: { says: 'The lines, the oldest first.', body: LedgerPage } },
    problems: ['user-not-held', 'query-invalid'],
  },
  readPerson: {
    method: 'GET',
    path: '/v1/admin/users/{userId}',
    summary: 'Read what names a person here',
    caller: 'read',
    params: { userId: person },
    answers: { 200: { says: 'The ids.', body: Person } },
    problems: ['user-not-held', 'user-id-invalid'],
  },
  erasePerson: {
    method: 'DELETE',
    path: '/v1/admin/users/{userId}',
    summary: 'Erase a person: end all registrations in Dynamics and forget every name',
    description:
      'All user ids of the same record of Dynamics are erased with it. History stays, under a key that stands for nobody. Asking again is safe, also while it goes on.',
    caller: 'admin',
    params: { userId: person },
    answers: {
      200: { says: 'Done, or the gateway holds nothing on this user id.', body: ErasureAnswer },
      202: { says: 'Accepted durably; Dynamics is being cleaned up.', body: ErasureAnswer },
    },
    problems: ['user-id-invalid'],
  },
  readErasure: {
    method: 'GET',
    path: '/v1/admin/erasures/{erasureId}',
    summary: 'Read how far an erasure has come',
    caller: 'admin',
    params: { erasureId: z.uuid().describe('From the answer to the erasure.') },
    answers: { 200: { says: 'The erasure.', body: ErasureAnswer } },
    problems: ['erasure-unknown'],
  },
  exportLedger: {
    method: 'GET',
    path: '/v1/admin/exports/ledger',
    summary: 'Export the ledger, in the order in which it was written',
    description: EXPORT,
    caller: 'read',
    query: { format, app, since: span.since, until: span.until },
    answers: { 200: streamed },
    problems: ['query-invalid', 'export-busy'],
  },
  exportInstallations: {
    method: 'GET',
    path: '/v1/admin/exports/installations',
    summary: 'Export the installations, sorted by id',
    description: `${EXPORT} since and until are about when an installation was last seen.`,
    caller: 'read',
    query: {
      format,
      app,
      since: span.since,
      until: span.until,
      tokens: {
        schema: z.enum(['clear']).optional(),
        says: 'clear: with the push tokens. The key needs the scope tokens as well. Where one cannot be read, tokenProblem says why.',
      },
    },
    answers: { 200: streamed },
    problems: ['query-invalid', 'export-busy'],
  },
} as const satisfies Record<string, Route>;
