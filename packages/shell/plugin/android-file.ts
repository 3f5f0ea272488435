import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExpoConfig } from 'expo/config';
import { withDangerousMod } from 'expo/config-plugins';

/** Writes a file of the Android project: `file` is its path from the project's root. */
export const withAndroidFile = (expo: ExpoConfig, file: string, text: string): ExpoConfig =>
  withDangerousMod(expo, [
    'android',
    (mod) => {
      const path = join(mod.modRequest.projectRoot, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return mod;
    },
  ]);
