import type { ExpoConfig } from 'expo/config';
import { type ConfigPlugin, createRunOncePlugin } from 'expo/config-plugins';
import manifest from '../package.json' with { type: 'json' };
import { withAndroid } from './android.ts';
import { buildId } from './build-id.ts';
import { assertSameIds, withIdentity } from './identity.ts';
import { withIos } from './ios.ts';
import { type PluginOptions, readOptions, type Settings } from './options.ts';
import { withPush } from './push.ts';
import { withSplash } from './splash.ts';
import { withoutPush } from './without-push.ts';

export type { PluginOptions } from './options.ts';

/**
 * From `journeys-push.config.json` to native projects. What it changes is listed, with reasons, in `expectations.ts`.
 *
 * Expo runs the changes that were added last first. Ours come before those of the libraries, so that ours have the last
 * word on what the libraries leave behind.
 */
const withJourneysPush: ConfigPlugin<PluginOptions | undefined> = (expo, options) => {
  const settings = readOptions(options, String(expo._internal?.projectRoot ?? process.cwd()));
  const known = withRunTime(expo, settings);
  return settings.embedded ? withPart(known, settings) : withApp(known, settings);
};

/** What the app itself knows of its build, under `extra.journeysPush`: Expo puts it into the app. */
function withRunTime(expo: ExpoConfig, { app, folder }: Settings): ExpoConfig {
  const journeysPush = { config: app, build: buildId(app, folder) };
  return { ...expo, extra: { ...expo.extra, journeysPush } };
}

/** The whole app is the shell. */
function withApp(expo: ExpoConfig, settings: Settings): ExpoConfig {
  const app = withAndroid(withIos(withIdentity(expo, settings), settings), settings);
  return withSplash(
    settings.app.pushProvider === 'none' ? withoutPush(app) : withPush(app, settings),
    settings,
  );
}

/** The shell is a part of somebody's app: without a push provider there is nothing to add. */
function withPart(expo: ExpoConfig, settings: Settings): ExpoConfig {
  assertSameIds(expo, settings);
  if (settings.app.pushProvider === 'none') return expo;
  return withPush(withAndroid(withIos(expo, settings), settings), settings);
}

export default createRunOncePlugin(withJourneysPush, manifest.name, manifest.version);
