const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);

// The packages of this repository as they are written; elsewhere they are as they were published.
config.resolver.unstable_conditionNames = [
  'journeys-push-source',
  ...config.resolver.unstable_conditionNames,
];

module.exports = config;
