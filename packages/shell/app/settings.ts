import type { JourneysPushShellProps } from '@journeys-push/shell/native';
import Constants from 'expo-constants';

/** What the config plugin has made of journeys-push.config.json. */
export type Settings = Required<Pick<JourneysPushShellProps, 'config' | 'build'>>;

function read(): Settings {
  const settings: Settings | undefined = Constants.expoConfig?.extra?.journeysPush;
  if (settings) return settings;
  throw new Error(
    'This build has no configuration: the plugin of app.config.ts puts it under extra.journeysPush.',
  );
}

export const settings = read();
