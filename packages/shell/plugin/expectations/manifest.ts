import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';

/** What of an AndroidManifest.xml is checked. */
export interface Manifest {
  /** Permissions that the app asks for. */
  permissions: string[];
  /** Permissions that Gradle takes out, whichever library asks for them. */
  removed: string[];
  /** Attributes of the application, such as `allowBackup`. */
  application: Record<string, string>;
  /** Meta-data of the application: name → value or resource. */
  metaData: Record<string, string>;
  /** What the app looks for in other apps. */
  lookedFor: string[];
  /** The links that open the app. */
  filters: { autoVerify: boolean; data: { scheme: string; host: string }[] }[];
}

const LISTS = [
  ...['uses-permission', 'application', 'activity', 'meta-data', 'intent-filter', 'data'],
  ...['queries', 'intent', 'action'],
];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  isArray: (name) => LISTS.includes(name),
});

/** An element as the parser gives it: empty ones are texts. */
const element = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => (typeof value === 'string' ? {} : value), z.looseObject(shape));
const text = z.string().optional();

const Xml = z.looseObject({
  manifest: z.looseObject({
    'uses-permission': z
      .array(z.looseObject({ '@android:name': z.string(), '@tools:node': text }))
      .default([]),
    queries: z
      .array(
        element({
          intent: z
            .array(element({ action: z.array(z.looseObject({ '@android:name': z.string() })).default([]) }))
            .default([]),
        }),
      )
      .default([]),
    application: z.tuple([
      z.looseObject({
        'meta-data': z
          .array(
            z.looseObject({ '@android:name': z.string(), '@android:value': text, '@android:resource': text }),
          )
          .default([]),
        activity: z
          .array(
            element({
              'intent-filter': z
                .array(
                  element({
                    '@android:autoVerify': text,
                    data: z
                      .array(z.looseObject({ '@android:scheme': text, '@android:host': text }))
                      .default([]),
                  }),
                )
                .default([]),
            }),
          )
          .default([]),
      }),
    ]),
  }),
});

export function readManifest(xml: string): Manifest {
  const { manifest } = Xml.parse(parser.parse(xml, true));
  const asked = manifest['uses-permission'];
  const [application] = manifest.application;
  const isRemoved = (one: (typeof asked)[number]) => one['@tools:node'] === 'remove';
  return {
    permissions: asked.filter((one) => !isRemoved(one)).map((one) => one['@android:name']),
    removed: asked.filter(isRemoved).map((one) => one['@android:name']),
    application: attributesOf(application),
    metaData: Object.fromEntries(
      application['meta-data'].map((one) => [
        one['@android:name'],
        one['@android:value'] ?? one['@android:resource'] ?? '',
      ]),
    ),
    lookedFor: manifest.queries
      .flatMap(({ intent }) => intent)
      .flatMap(({ action }) => action.map((one) => one['@android:name'])),
    filters: application.activity
      .flatMap((activity) => activity['intent-filter'])
      .map((filter) => ({
        autoVerify: filter['@android:autoVerify'] === 'true',
        data: filter.data.map((one) => ({
          scheme: one['@android:scheme'] ?? '',
          host: one['@android:host'] ?? '',
        })),
      })),
  };
}

function attributesOf(element: Record<string, unknown>): Record<string, string> {
  const prefix = '@android:';
  return Object.fromEntries(
    Object.entries(element).flatMap(([key, value]) =>
      key.startsWith(prefix) && typeof value === 'string' ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

const Resources = z.looseObject({
  resources: z.looseObject({
    string: z.array(z.looseObject({ '@name': z.string(), '#text': z.string().default('') })).default([]),
    color: z.array(z.looseObject({ '@name': z.string(), '#text': z.string().default('') })).default([]),
  }),
});

const resourceParser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => name === 'string' || name === 'color',
});

/** Named values of a file in `res/values`. */
export function readResources(xml: string): Record<string, string> {
  const { resources } = Resources.parse(resourceParser.parse(xml, true));
  return Object.fromEntries(
    [...resources.string, ...resources.color].map((one) => [one['@name'], one['#text']]),
  );
}
