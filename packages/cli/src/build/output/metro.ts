/** The project's configuration of Metro. Our packages in `vendor/` are compiled from their sources. */
export const metroConfig = `const { realpathSync } = require('node:fs');
const { dirname } = require('node:path');
const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);

// Our packages in vendor/ bring their sources.
config.resolver.unstable_conditionNames = ['journeys-push-source', ...config.resolver.unstable_conditionNames];

// Modules may be links: Metro follows a link only into a folder that it knows.
const modules = dirname(dirname(realpathSync(require.resolve('expo/package.json'))));
if (!modules.startsWith(__dirname)) config.watchFolders = [...config.watchFolders, modules];

module.exports = config;
`;
