const stories = require('./stories/jest.config.cjs');

/** What the phone would do is done by fakes; what they are asked for is written down in test/phone.ts. */
const fakes = [
  '@react-native-async-storage/async-storage',
  'expo-application',
  'expo-constants',
  'expo-crypto',
  'expo-device',
  'expo-localization',
  'expo-network',
  'expo-notifications',
  'expo-secure-store',
  'expo-splash-screen',
  'expo-task-manager',
  'react-native-safe-area-context',
  'react-native-webview',
];

const on = (platform) => ({
  displayName: platform,
  preset: `jest-expo/${platform}`,
  rootDir: __dirname,
  setupFilesAfterEnv: ['<rootDir>/test/set-up.ts'],
  restoreMocks: true,
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
  moduleNameMapper: Object.fromEntries(
    fakes.map((name) => [`^${name}$`, `<rootDir>/test/fakes/${name.replace(/^@.*\//, '')}`]),
  ),
  testEnvironmentOptions: {
    customExportConditions: ['journeys-push-source', 'react-native', 'require', 'default'],
  },
});

// The first test of a file loads React Native, which takes its time on a busy machine.
module.exports = { projects: [on('android'), on('ios'), ...stories.projects], testTimeout: 60_000 };
