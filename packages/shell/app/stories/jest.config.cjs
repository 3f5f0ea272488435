const { join } = require('node:path');

// The simulated phones are in New York.
process.env.TZ = 'America/New_York';

/** The stories that the simulated phones are told too; the world below Expo is imitated in testing/world.ts. */
const on = (platform) => ({
  displayName: `stories on ${platform}`,
  preset: `jest-expo/${platform}`,
  rootDir: join(__dirname, '..'),
  restoreMocks: true,
  testMatch: ['<rootDir>/stories/*.test.tsx'],
  moduleNameMapper: {
    '^react-native-safe-area-context$': '<rootDir>/test/fakes/react-native-safe-area-context',
  },
  testEnvironmentOptions: {
    customExportConditions: ['journeys-push-source', 'react-native', 'require', 'default'],
  },
});

module.exports = { projects: [on('android'), on('ios')], testTimeout: 60_000 };
