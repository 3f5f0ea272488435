import type { JourneysPushShellProps } from '@journeys-push/shell/native';
import Constants from 'expo-constants';

/** What the config plugin has made of journeys-push.config.json. */
export type Settings = Required<Pick<JourneysPushShellProps, 'config' | 'build'>>;

function read(): Settings {
  const settings: Settings | undefined = Constants.expoConfig?.extra?.journeysPush;
  if (!settings)
    throw new Error(
      'This build has no configuration: the plugin of app.config.ts puts it under extra.journeysPush.',
    );
  // As one condition, so that a release has neither the module nor the name.
  if (__DEV__) {
    const page = process.env.EXPO_PUBLIC_JOURNEYS_PUSH_CHECK;
    if (page) return { ...settings, config: require('./check-page.ts').onCheckPage(settings.config, page) };
  }
  return settings;
}

export const settings = read();
