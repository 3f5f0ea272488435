import type { AppConfig } from '@journeys-push/contract/app-config';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { androidFiles, iosFiles } from '../native-names.ts';
import { type Expectation, equal, exists, reading } from './finding.ts';
import { readResources } from './manifest.ts';

type Appearance = NonNullable<AppConfig['appearance']>;
type Splash = NonNullable<Appearance['splash']>;

/** Icons and splash screen, as far as they are configured. */
export function appearanceExpectations({ appearance }: AppConfig, iosName: string): Expectation[] {
  if (!appearance) return [];
  const { icon, androidIcon, splash } = appearance;
  const files = iosFiles(iosName);
  return [
    ...(icon
      ? [
          {
            platform: 'ios' as const,
            file: files.icon,
            what: `the icon, ${icon}`,
            why: 'App Store Connect refuses an app without one.',
            check: exists,
          },
        ]
      : []),
    ...(androidIcon ? layers(androidIcon) : []),
    ...(splash ? [...androidSplash(splash), ...iosSplash(splash, files)] : []),
  ];
}

function layers({ background, monochrome }: NonNullable<Appearance['androidIcon']>): Expectation[] {
  const expected = monochrome ? ['background', 'foreground', 'monochrome'] : ['background', 'foreground'];
  return [
    {
      platform: 'android',
      file: androidFiles.adaptiveIcon,
      what: `an icon of ${expected.join(', ')}`,
      why: 'The launcher cuts it to its own shape; appearance.androidIcon is configured.',
      check: reading(layersOf, (found) => equal(found, expected)),
    },
    color(androidFiles.colors, 'iconBackground', background),
  ];
}

const AdaptiveIcon = z.looseObject({ 'adaptive-icon': z.record(z.string(), z.unknown()) });

const layersOf = (xml: string): string[] =>
  Object.keys(AdaptiveIcon.parse(new XMLParser().parse(xml, true))['adaptive-icon']).sort();

const color = (file: string, name: string, expected: string): Expectation => ({
  platform: 'android',
  file,
  what: `${name} ${expected}`,
  why: 'As appearance says.',
  check: reading(readResources, (found) => equal(found[name], expected)),
});

const androidSplash = ({ background, dark }: Splash): Expectation[] => [
  color(androidFiles.colors, 'splashscreen_background', background),
  ...(dark ? [color(androidFiles.colorsAtNight, 'splashscreen_background', dark.background)] : []),
];

function iosSplash({ image, background, dark }: Splash, files: ReturnType<typeof iosFiles>): Expectation[] {
  const expected = [background, ...(dark ? [dark.background] : [])];
  return [
    {
      platform: 'ios',
      file: files.splashColor,
      what: `splash screen in ${expected.join(', at night ')}`,
      why: 'As appearance.splash says.',
      check: reading(colorsOf, (found) => equal(found, expected)),
    },
    ...(image
      ? [
          {
            platform: 'ios' as const,
            file: files.splashImage,
            what: `its logo, ${image}`,
            why: 'As appearance.splash says.',
            check: exists,
          },
        ]
      : []),
  ];
}

const ColorSet = z.looseObject({
  colors: z.array(
    z.looseObject({
      color: z.looseObject({
        components: z.object({ red: z.coerce.number(), green: z.coerce.number(), blue: z.coerce.number() }),
      }),
    }),
  ),
});

/** Xcode writes colours as fractions. */
const colorsOf = (text: string): string[] =>
  ColorSet.parse(JSON.parse(text)).colors.map(({ color: { components } }) => {
    const digits = (fraction: number) =>
      Math.round(fraction * 255)
        .toString(16)
        .padStart(2, '0');
    return `#${digits(components.red)}${digits(components.green)}${digits(components.blue)}`;
  });
