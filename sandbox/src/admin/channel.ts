import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done, Row, Rows } from './answers.ts';

const MobileApp = z.object({
  name: z.string(),
  /** `authenticationMode` token (signingKey, keyId, teamId, bundleId) or certificate (.p12 in base64, password). */
  ios: z.looseObject({ applicationMode: z.enum(['sandbox', 'production']) }).optional(),
  android: z.object({ serviceAccountJson: z.string() }).optional(),
});
type MobileAppInput = Parameters<DynamicsTwin['createMobileApp']>[0];

/** The mobile app channel. */
export function addChannelRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps', summary: 'The mobile app configurations' },
    answer: Rows,
    act: () => dynamics.mobileApps(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps', summary: 'Save a new one; its credentials are checked' },
    body: MobileApp,
    answer: z.object({ mobileAppId: z.string() }),
    act: ({ body }) => ({ mobileAppId: dynamics.createMobileApp(body as MobileAppInput) }),
  });
  addAction(app, {
    ...{ method: 'put', path: '/mobile-apps/{id}', summary: 'Replace name and credentials' },
    body: MobileApp,
    answer: Done,
    act({ params: { id = '' }, body }) {
      dynamics.updateMobileApp(id, body as MobileAppInput);
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
    answer: Rows,
    act: ({ params: { id = '' } }) => dynamics.devices({ mobileAppId: id }),
  });
  addDeveloperRoutes(app, dynamics);
}

/** What a developer is given. */
function addDeveloperRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/developer-information' },
    summary: 'Public endpoint, organization, application and access tokens',
    answer: Row,
    act: ({ params: { id = '' } }) => dynamics.developerInformation(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/mobile-apps/{id}/credential-validation', summary: 'What came of the check' },
    answer: Row,
    act: ({ params: { id = '' } }) => dynamics.credentialValidation(id),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/credential-validation', summary: 'Check again' },
    answer: Row,
    act: ({ params: { id = '' } }) => dynamics.validateCredentials(id),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/access-tokens', summary: 'Generate another access token' },
    answer: z.object({ accessToken: z.string() }),
    act: async ({ params: { id = '' } }) => ({ accessToken: await dynamics.generateAccessToken(id) }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/mobile-apps/{id}/access-tokens/revoke', summary: 'Revoke an access token' },
    body: z.strictObject({ accessToken: z.string() }),
    answer: Done,
    act({ params: { id = '' }, body }) {
      dynamics.revokeAccessToken(id, body.accessToken);
      return done;
    },
  });
}
