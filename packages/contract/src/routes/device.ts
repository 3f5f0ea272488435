import {
  BindingAnswer,
  InstallationAnswer,
  InstallationId,
  InstallationPut,
  InteractionsAnswer,
  InteractionsPost,
  UserPut,
} from '../shell-gateway.ts';
import type { Route } from './route.ts';

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
    answers: { 200: settled, 202: open },
    problems: ['user-id-required', 'user-id-invalid', 'user-id-unmapped', 'superseded'],
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
    answers: { 202: { says: 'How many are on their way to Dynamics.', body: InteractionsAnswer } },
  },
} as const satisfies Record<string, Route>;
