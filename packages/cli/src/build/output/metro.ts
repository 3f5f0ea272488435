/** The project's configuration of Metro. Our packages in `vendor/` are compiled from their sources. */
export const metroConfig = `const { realpathSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);

// Our packages in vendor/ bring their sources.
config.resolver.unstable_conditionNames = ['journeys-push-source', ...config.resolver.unstable_conditionNames];

// Modules may be links: Metro follows a link only into a folder that it knows.
const modules = dirname(dirname(realpathSync(require.resolve('expo/package.json'))));
if (!modules.startsWith(__dirname)) config.watchFolders = [...config.watchFolders, modules];

// What it knows of this folder's files is kept in it, and goes with it.
config.fileMapCacheDirectory = join(__dirname, 'node_modules');

module.exports = config;
`;
