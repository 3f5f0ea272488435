import {
  BindingAnswer,
  InstallationAnswer,
  InstallationId,
  InstallationPut,
  InteractionsAnswer,
  InteractionsPost,
  UserPut,
} from '../shell-gateway.ts';
import { type Route, USER_PROBLEMS } from './route.ts';

const params = { installationId: InstallationId };
const settled = { says: 'Settled: Dynamics has spoken, or there is nothing to say.', body: BindingAnswer };
const open = { says: 'Accepted durably, still open.', body: BindingAnswer };

/** What a shell says about itself. The wire lasts for ever: shells live for years. */
export const deviceRoutes = {
  announceInstallation: {
    method: 'PUT',
    path: '/v1/installations/{installationId}',
    summary: 'Announce an installation or what has changed about it; also its heartbeat',
    description:
      'With an enrollmentKey the answer carries a credential. Keep it: every other request of the installation needs it.',
    caller: 'first-contact',
    params,
    body: InstallationPut,
    example: {
      platform: 'ios',
      appId: 'com.example.shop',
      facts: {
        appVersion: '1.0.0',
        appBuild: '42',
        distribution: 'release',
        hardware: 'armv8',
        language: 'en',
        model: 'iPhone',
        os: 'iOS',
        osVersion: '17.0',
        timeZone: 'America/New_York',
      },
      token: null,
      notificationsEnabled: false,
      enrollmentKey: 'a-random-secret-of-this-installation',
    },
    answers: {
      200: { says: 'Known already and brought up to date.', body: InstallationAnswer },
      201: { says: 'First contact.', body: InstallationAnswer },
    },
    problems: ['app-unknown', 'token-in-use'],
  },
  readInstallation: {
    method: 'GET',
    path: '/v1/installations/{installationId}',
    summary: 'Read how far the registration of an installation has come',
    caller: 'installation',
    params,
    answers: { 200: { says: 'The registration.', body: InstallationAnswer } },
  },
  bindUser: {
    method: 'PUT',
    path: '/v1/installations/{installationId}/user',
    summary: 'Bind a person to the installation, or change who it is',
    caller: 'installation',
    params,
    waits: true,
    body: UserPut,
    example: { userId: '0f6e9a52-7c1d-4e1b-9d1a-2b8f6c3e4d5a' },
    answers: { 200: settled, 202: open },
    problems: [
      ...USER_PROBLEMS,
      'installations-too-many',
      'identity-required',
      'identity-invalid',
      'identity-expired',
      'identity-subject',
      'identity-audience',
      'identity-installation',
      'identity-replayed',
      'identity-unavailable',
      'superseded',
    ],
  },
  unbindUser: {
    method: 'DELETE',
    path: '/v1/installations/{installationId}/user',
    summary: 'Unbind whoever owns the installation',
    caller: 'installation',
    params,
    waits: true,
    answers: { 200: settled, 202: open },
    problems: ['superseded'],
  },
  tellInteractions: {
    method: 'POST',
    path: '/v1/installations/{installationId}/interactions',
    summary: 'Tell opens of notifications, each event id once or more often',
    caller: 'installation',
    params,
    body: InteractionsPost,
    example: {
      interactions: [
        {
          eventId: 'f3b2e5d4-c6b7-4a89-8cbd-2e3f4a5b6c7d',
          kind: 'opened',
          trackingId: 'd1f0c3b2-a495-4867-8a9b-0c1d2e3f4a5b',
          occurredAt: '2026-11-24T21:30:00.000Z',
        },
      ],
    },
    answers: { 202: { says: 'How many are on their way to Dynamics.', body: InteractionsAnswer } },
  },
} as const satisfies Record<string, Route>;
