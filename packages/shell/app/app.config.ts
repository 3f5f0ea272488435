import { resolve } from 'node:path';
import type { ExpoConfig } from 'expo/config';

/** Which configuration this build is made of: another file than the one beside this by `JOURNEYS_PUSH_CONFIG`. */
const config = resolve(__dirname, process.env.JOURNEYS_PUSH_CONFIG ?? 'journeys-push.config.json');

/** All else is the plugin's: name, ids, what is native, and what the app knows at run time (settings.ts). */
const expo: ExpoConfig = {
  name: 'journeys-push-shell',
  slug: 'journeys-push-shell',
  plugins: [['@journeys-push/shell/plugin', { config }]],
};

export default expo;
