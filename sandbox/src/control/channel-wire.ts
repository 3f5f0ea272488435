import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that is the mobile app channel, as an admin of Dynamics sees it. */

const applicationMode = z
  .enum(['sandbox', 'production'])
  .openapi({ description: 'Which of Apple’s two environments it is for' });

const IosToken = z.object({
  authenticationMode: z.literal('token').optional(),
  applicationMode,
  bundleId: z.string(),
  teamId: z.string(),
  keyId: z.string().openapi({ description: '10 characters' }),
  signingKey: z.string().optional().openapi({
    description: 'The .p8, with or without its BEGIN and END lines; absent in a change: the saved one stays',
  }),
});

const IosCertificate = z.object({
  authenticationMode: z.literal('certificate'),
  applicationMode,
  certificate: z
    .string()
    .optional()
    .openapi({ description: 'The .p12, base64; absent in a change: the saved one stays' }),
  password: z.string().optional(),
  bundleId: z.string().optional().openapi({ description: 'Default: the one in the certificate' }),
});

export const MobileAppSave = z
  .object({
    name: z.string(),
    ios: z.union([IosCertificate, IosToken]).optional(),
    android: z
      .object({
        serviceAccountJson: z.string().optional().openapi({
          description: 'The content of the key file; absent in a change: the saved one stays',
        }),
      })
      .optional(),
  })
  .openapi('MobileAppSave');

export const CredentialValidation = z
  .object({
    state: z.enum(['not-started', 'checking', 'valid', 'invalid', 'connected']).openapi({
      description: 'connected: valid, and a device is registered',
    }),
    reason: z.string().optional().openapi({ description: 'Of the provider, for what is invalid' }),
  })
  .openapi('CredentialValidation');

export const CredentialValidations = z
  .object({ ios: CredentialValidation, android: CredentialValidation })
  .openapi('CredentialValidations');

const Platform = z.enum(['ios', 'android']);

export const MobileApp = z
  .object({
    mobileAppId: z.string(),
    name: z.string(),
    platforms: z.array(Platform).openapi({ description: 'Those that have credentials' }),
    active: z.array(Platform).openapi({ description: 'Those of them that are switched on' }),
    settings: z
      .object({
        ios: z
          .object({
            authenticationMode: z.enum(['token', 'certificate']),
            applicationMode,
            bundleId: z.string(),
            teamId: z.string().optional(),
            keyId: z.string().optional(),
          })
          .optional(),
        android: z.object({ projectId: z.string(), clientEmail: z.string() }).optional(),
      })
      .openapi({ description: 'What may be seen of the credentials' }),
    validation: CredentialValidations,
    /** Rows of its device table. */
    devices: z.number(),
    /** True for the one that the sandbox's own app is registered in. */
    ofTheSandbox: z.boolean(),
  })
  .openapi('MobileApp');

export const DeveloperInformation = z
  .object({
    publicEndpoint: z.string(),
    organizationId: z.string(),
    applicationId: z.string(),
    accessTokens: z.array(z.string()).openapi({ description: 'Oldest first' }),
  })
  .openapi('DeveloperInformation');

export const AccessToken = z
  .object({
    id: z.string(),
    ending: z.string().openapi({ description: 'Its last characters' }),
    generatedAt: z.number().openapi({ description: 'Milliseconds since the epoch; 0: not known' }),
    /** True for the one that the sandbox's gateway was started with. */
    inUse: z.boolean(),
  })
  .openapi('AccessToken');

export const MobileDevice = z
  .object({
    userId: z.string(),
    platform: Platform,
    token: z.string().openapi({ description: 'Its last characters' }),
    result: z.enum(['Pending', 'Success', 'Failed']),
    reason: z.string().optional(),
    details: z.string().optional(),
    requestId: z.string(),
    registeredAt: z.number(),
  })
  .openapi('MobileDevice');

export const PracticeFile = z
  .object({
    name: z.string(),
    kind: z.enum(['signing-key', 'certificate', 'service-account', 'other']),
    content: z.string().openapi({ description: 'base64' }),
    good: z.boolean().openapi({ description: 'False: it is there to see what goes wrong' }),
    about: z.string().openapi({ description: 'What it is, and what comes of it' }),
    /** What belongs into the form beside the file. */
    keyId: z.string().optional(),
    teamId: z.string().optional(),
    password: z.string().optional(),
  })
  .openapi('PracticeFile');

export const PracticeCredentials = z
  .object({
    bundleId: z.string(),
    packageName: z.string(),
    projectId: z.string(),
    files: z.array(PracticeFile),
  })
  .openapi('PracticeCredentials');

export type MobileAppSave = z.infer<typeof MobileAppSave>;
export type CredentialValidation = z.infer<typeof CredentialValidation>;
export type CredentialValidations = z.infer<typeof CredentialValidations>;
export type MobileApp = z.infer<typeof MobileApp>;
export type DeveloperInformation = z.infer<typeof DeveloperInformation>;
export type AccessToken = z.infer<typeof AccessToken>;
export type MobileDevice = z.infer<typeof MobileDevice>;
export type PracticeFile = z.infer<typeof PracticeFile>;
export type PracticeCredentials = z.infer<typeof PracticeCredentials>;
