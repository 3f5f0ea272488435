import type { ExpoConfig } from 'expo/config';
import { withPodfile, withSettingsGradle } from 'expo/config-plugins';
import { androidFiles, PODFILE, WITHOUT_PUSH } from './native-names.ts';
import { PluginError } from './options.ts';

const GRADLE = 'expoAutolinking.useExpoModules()';
const POD = 'use_expo_modules!';

/** Takes the native modules of push out of the app: a library that is not there can bring nothing. */
export function withoutPush(expo: ExpoConfig): ExpoConfig {
  const android = withSettingsGradle(expo, (mod) => {
    mod.modResults.contents = replaceLine(mod.modResults.contents, {
      file: androidFiles.settingsGradle,
      line: GRADLE,
      by: [WITHOUT_PUSH.gradle, GRADLE],
    });
    return mod;
  });
  return withPodfile(android, (mod) => {
    mod.modResults.contents = replaceLine(mod.modResults.contents, {
      file: PODFILE,
      line: POD,
      by: [WITHOUT_PUSH.podfile],
    });
    return mod;
  });
}

interface Replacement {
  file: string;
  line: string;
  by: string[];
}

/** Replaces one line, with its indentation; a second prebuild finds it done. */
function replaceLine(text: string, { file, line, by }: Replacement): string {
  const lines = text.split('\n');
  if (lines.some((one) => one.trim() === by[0])) return text;
  const at = lines.findIndex((one) => one.trim() === line);
  const found = lines[at];
  if (found === undefined)
    throw new PluginError(`Expected the line ${line} in ${file}; Expo has changed it.`);
  const indentation = found.slice(0, found.indexOf(line));
  return [...lines.slice(0, at), ...by.map((one) => indentation + one), ...lines.slice(at + 1)].join('\n');
}
