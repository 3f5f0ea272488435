import type { ExpoConfig } from 'expo/config';
import { withPlugins } from 'expo/config-plugins';
import type { Settings } from './options.ts';

/** What is shown until the first page is. */
export function withSplash(expo: ExpoConfig, { app, place }: Settings): ExpoConfig {
  const splash = app.appearance?.splash;
  if (!splash) return expo;
  const { image, background, dark } = splash;
  const look = (one: { image?: string | undefined; background: string }) => ({
    ...(one.image ? { image: place(one.image) } : {}),
    backgroundColor: one.background,
  });
  return withPlugins(expo, [
    [
      'expo-splash-screen',
      {
        ...look({ image, background }),
        imageWidth: 200,
        ...(dark ? { dark: look({ image, ...dark }) } : {}),
      },
    ],
  ]);
}
