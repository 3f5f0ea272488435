import {
  AnyInstallationId,
  RegistrationAnswer,
  RegistrationPage,
  RegistrationPost,
  RegistrationRecord,
  RegistrationSearch,
  RegistrationsBulk,
  RegistrationsBulkAnswer,
} from '../backend-gateway.ts';
import { type Route, USER_PROBLEMS } from './route.ts';

const params = { installationId: AnyInstallationId };
const MAX_BULK_BYTES = 2 * 1024 * 1024;

/** As a page got it from registrationInfo(), and passed on. */
const item = {
  userId: '0f6e9a52-7c1d-4e1b-9d1a-2b8f6c3e4d5a',
  info: {
    fcmToken: 'dHlwaWNhbGx5IDE1MCBjaGFyYWN0ZXJz:APA91bExample',
    platform: 'android',
    appId: 'com.example.shop',
    appVersion: '1.0.0',
    appBuild: 42,
    appVersionCode: 42,
    distribution: 'release',
    hardware: 'armv8',
    installationId: '6a0d7f3e-8b1c-4d2e-9f40-5a6b7c8d9e0f',
    language: 'en',
    model: 'Pixel 8',
    os: 'Android',
    osVersion: '14',
    timeZone: 'America/New_York',
    isFirstLaunch: false,
  },
};

/** What a customer's backend asks for. */
export const serverRoutes = {
  register: {
    method: 'POST',
    path: '/v1/registrations',
    summary: 'Register one device for a person, from what registrationInfo() answered in the page',
    caller: 'register',
    waits: true,
    body: RegistrationPost,
    example: item,
    answers: {
      200: { says: 'Settled: Dynamics has spoken.', body: RegistrationAnswer },
      202: { says: 'Accepted durably, still open.', body: RegistrationAnswer },
    },
    problems: [...USER_PROBLEMS, 'app-unknown', 'token-in-use', 'superseded'],
  },
  registerBulk: {
    method: 'POST',
    path: '/v1/registrations/bulk',
    summary: 'Register up to 1,000 devices in one call',
    description:
      'Each item has its own verdict: one that is refused, also for its shape, takes no other with it. Of two items with the same installation the later one holds. Where the gateway waits for people whom Dynamics does not know yet, they are accepted: look the registration up to see the reason user-unknown.',
    caller: 'register',
    body: RegistrationsBulk,
    example: { items: [item] },
    maxBytes: MAX_BULK_BYTES,
    answers: { 200: { says: 'One result for each item, in the same order.', body: RegistrationsBulkAnswer } },
  },
  readRegistration: {
    method: 'GET',
    path: '/v1/registrations/{installationId}',
    summary: 'Read all that is known of one installation and its registration',
    caller: 'read',
    params,
    answers: { 200: { says: 'The record, without its token.', body: RegistrationRecord } },
    problems: ['installation-id-invalid', 'installation-unknown'],
  },
  endRegistration: {
    method: 'DELETE',
    path: '/v1/registrations/{installationId}',
    summary: 'End the registration of an installation: it belongs to nobody afterwards',
    caller: 'register',
    params,
    waits: true,
    answers: {
      200: { says: 'Removed.', body: RegistrationAnswer },
      202: { says: 'Accepted durably, being removed from Dynamics.', body: RegistrationAnswer },
    },
    problems: ['installation-id-invalid', 'installation-unknown', 'superseded'],
  },
  searchRegistrations: {
    method: 'POST',
    path: '/v1/registrations/search',
    summary:
      "Look registrations up by Dynamics' request id, by token, by a token's last eight characters or by user",
    description:
      'Changes nothing. What is looked for travels in the body, so that it is in no log of a proxy.',
    caller: 'read',
    paged: true,
    body: RegistrationSearch,
    example: { tokenTail: 'bExample' },
    answers: { 200: { says: 'One page, sorted by installation id.', body: RegistrationPage } },
  },
} as const satisfies Record<string, Route>;
