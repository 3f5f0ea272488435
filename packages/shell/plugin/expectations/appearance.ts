import type { AppConfig } from '@journeys-push/contract/app-config';
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { androidFiles, iosFiles, mainActivity } from '../native-names.ts';
import { splashOf } from '../splash-look.ts';
import { type Expectation, equal, exists, reading } from './finding.ts';
import { readResources } from './manifest.ts';

type Appearance = NonNullable<AppConfig['appearance']>;
type Splash = ReturnType<typeof splashOf>;

/** The splash screen, and icons as far as they are configured. */
export function appearanceExpectations(config: AppConfig, iosName: string): Expectation[] {
  const { icon, androidIcon } = config.appearance ?? {};
  const splash = splashOf(config);
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
    ...androidSplash(splash, config.identity.packageName),
    ...iosSplash(splash, files),
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

const androidSplash = ({ image, background, dark }: Splash, packageName: string): Expectation[] => [
  color(androidFiles.colors, 'splashscreen_background', background),
  ...(dark ? [color(androidFiles.colorsAtNight, 'splashscreen_background', dark.background)] : []),
  {
    platform: 'android',
    file: image ? androidFiles.splashLogo : androidFiles.splashWithoutLogo,
    what: image ? `the logo of the splash screen, ${image}` : 'a splash screen without a logo',
    why: image ? 'As appearance.splash says.' : "None is configured; Expo's style names one in any case.",
    check: exists,
  },
  {
    platform: 'android',
    file: mainActivity(packageName),
    what: 'the splash screen stays until the app takes it away',
    why: 'Else there is an empty screen between it and the first page.',
    check: reading(
      (text) => text.includes('SplashScreenManager.registerOnActivity(this)'),
      (found) => ({ passed: found, found: found ? 'there' : 'nothing' }),
    ),
  },
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
