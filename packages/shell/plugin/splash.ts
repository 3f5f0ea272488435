import type { ExpoConfig } from 'expo/config';
import { withPlugins } from 'expo/config-plugins';
import { withAndroidFile } from './android-file.ts';
import { androidFiles } from './native-names.ts';
import type { Settings } from './options.ts';
import { splashOf } from './splash-look.ts';

/** What is shown until the first page is. */
export function withSplash(expo: ExpoConfig, { app, place }: Settings): ExpoConfig {
  const { image, background, dark } = splashOf(app);
  const look = (one: { image?: string | undefined; background: string }) => ({
    ...(one.image ? { image: place(one.image) } : {}),
    backgroundColor: one.background,
  });
  return withPlugins(image ? expo : withoutLogo(expo), [
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

/** Nothing to be seen, in the size of a logo. */
const NO_LOGO = `<?xml version="1.0" encoding="utf-8"?>
<shape xmlns:android="http://schemas.android.com/apk/res/android" android:shape="rectangle">
  <size android:width="288dp" android:height="288dp"/>
  <solid android:color="@android:color/transparent"/>
</shape>
`;

/** The style of Android's splash screen names a logo in any case: without one, Gradle's build would end there. */
const withoutLogo = (expo: ExpoConfig): ExpoConfig =>
  withAndroidFile(expo, androidFiles.splashWithoutLogo, NO_LOGO);
