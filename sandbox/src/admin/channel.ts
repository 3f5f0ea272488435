import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import * as wire from '../control/channel-wire.ts';
import type { Services } from '../services.ts';
import { Done, done } from './answers.ts';
import { createPracticeFiles } from './practice-files.ts';

type ChannelServices = Pick<Services, 'dynamics' | 'apns' | 'fcm' | 'accounts'>;
type Dynamics = Services['dynamics'];
type Input = Parameters<Dynamics['createMobileApp']>[0];
type Change = Parameters<Dynamics['updateMobileApp']>[1];

/** The mobile app channel. */
export function addChannelRoutes(app: OpenAPIHono, services: ChannelServices): void {
  const { dynamics, accounts } = services;
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps', summary: 'The mobile app configurations' },
    answer: z.array(wire.MobileApp),
    act: () =>
      dynamics.mobileApps().map((one) => ({
        ...one,
        settings: dynamics.mobileAppSettings(one.mobileAppId),
        validation: dynamics.credentialValidation(one.mobileAppId),
        devices: dynamics.devices({ mobileAppId: one.mobileAppId }).length,
        ofTheSandbox: one.mobileAppId === accounts.mobileAppId,
      })),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps', summary: 'Save a new one; its credentials are checked' },
    body: wire.MobileAppSave,
    answer: z.object({ mobileAppId: z.string() }),
    act: ({ body }) => ({ mobileAppId: dynamics.createMobileApp(body as Input) }),
  });
  addAction(app, {
    ...{ method: 'put', path: '/mobile-apps/{id}' },
    summary: 'Replace name and credentials: absent secrets stay, an absent platform goes',
    body: wire.MobileAppSave,
    answer: Done,
    act({ params: { id = '' }, body }) {
      dynamics.updateMobileApp(id, body as Change);
      return done;
    },
  });
  addAction(app, {
    ...{ method: 'patch', path: '/mobile-apps/{id}/platforms', summary: 'Switch platforms on or off' },
    body: z.strictObject({ ios: z.boolean().optional(), android: z.boolean().optional() }),
    answer: Done,
    act({ params: { id = '' }, body: { ios, android } }) {
      dynamics.switchPlatforms(id, {
        ...(ios === undefined ? {} : { ios }),
        ...(android === undefined ? {} : { android }),
      });
      return done;
    },
  });
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/devices', summary: 'The tab “Mobile devices”, newest last' },
    answer: z.array(wire.MobileDevice),
    act: ({ params: { id = '' } }) =>
      dynamics.devices({ mobileAppId: id }).map(({ mobileAppId: _, ...row }) => row),
  });
  addCredentialRoutes(app, services);
  addDeveloperRoutes(app, services);
}

function addCredentialRoutes(app: OpenAPIHono, services: ChannelServices): void {
  const { dynamics } = services;
  const practiceFiles = createPracticeFiles(services);
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/credential-validation', summary: 'What came of the check' },
    answer: wire.CredentialValidations,
    act: ({ params: { id = '' } }) => dynamics.credentialValidation(id),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/credential-validation', summary: 'Check again' },
    answer: wire.CredentialValidations,
    act: ({ params: { id = '' } }) => dynamics.validateCredentials(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/practice-credentials' },
    summary: 'Files to practise with, such as Apple and Google give: good ones and bad ones',
    answer: wire.PracticeCredentials,
    act: practiceFiles,
  });
}

/** What a developer is given. */
function addDeveloperRoutes(app: OpenAPIHono, { dynamics, accounts }: ChannelServices): void {
  // The gateway was started with the first one that there was.
  const [inUse] = dynamics.accessTokens(accounts.mobileAppId);
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/developer-information' },
    summary: 'Public endpoint, organization, application and access tokens',
    answer: wire.DeveloperInformation,
    act: ({ params: { id = '' } }) => dynamics.developerInformation(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/access-tokens' },
    summary: 'The access tokens without the tokens themselves, oldest first',
    answer: z.array(wire.AccessToken),
    act: ({ params: { id = '' } }) =>
      dynamics.accessTokens(id).map((row) => ({ ...row, inUse: row.id === inUse?.id })),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/access-tokens', summary: 'Generate another access token' },
    answer: z.object({ accessToken: z.string() }),
    act: async ({ params: { id = '' } }) => ({ accessToken: await dynamics.generateAccessToken(id) }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/access-tokens/revoke' },
    summary: 'Revoke an access token: itself, or the id of its row',
    body: z.strictObject({ accessToken: z.string() }),
    answer: Done,
    act({ params: { id = '' }, body }) {
      dynamics.revokeAccessToken(id, body.accessToken);
      return done;
    },
  });
}
