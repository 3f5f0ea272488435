import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppConfig } from '@journeys-push/contract/app-config';
import type { ExpoConfig } from 'expo/config';

/** Which configuration this build is made of: another file than the one beside this by `JOURNEYS_PUSH_CONFIG`. */
const file = resolve(__dirname, process.env.JOURNEYS_PUSH_CONFIG ?? 'journeys-push.config.json');
const text = readFileSync(file, 'utf8');
const config = AppConfig.parse(JSON.parse(text));
const { version } = JSON.parse(readFileSync(require.resolve('@journeys-push/shell/package.json'), 'utf8'));

/** What is native is the plugin's; this gives the app what it knows at run time (settings.ts). */
const expo: ExpoConfig = {
  name: config.identity.name,
  slug: 'journeys-push-shell',
  plugins: [['@journeys-push/shell/plugin', { config: file }]],
  extra: {
    journeysPush: {
      config,
      build: {
        configHash: createHash('sha256').update(text).digest('hex').slice(0, 16),
        shellVersion: version,
        pluginVersion: version,
      },
    },
  },
};

export default expo;
