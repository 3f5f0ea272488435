import { readFileSync } from 'node:fs';
import { JourneysPushShell } from '@journeys-push/shell/native';
import { defineArrivalTask } from '@journeys-push/shell/native/background';
import { AppState, Linking, Platform } from 'react-native';
import { stories } from '../../compat/testing/stories.ts';
import type { StoryPhoneOptions, System } from '../../compat/testing/story.ts';
import { tell } from '../../compat/testing/tell.ts';
import { expo } from './testing/modules.ts';
import { openNativePhone } from './testing/native-phone.tsx';
import { world } from './testing/world.ts';

jest.mock('expo-notifications', () => require('./testing/modules.ts').expo.notifications());
jest.mock('expo-task-manager', () => require('./testing/modules.ts').expo.taskManager());
jest.mock('expo-device', () => require('./testing/modules.ts').expo.device());
jest.mock('expo-application', () => require('./testing/modules.ts').expo.application());
jest.mock('expo-localization', () => require('./testing/modules.ts').expo.localization());
jest.mock('expo-crypto', () => require('./testing/modules.ts').expo.cryptography());
jest.mock('expo-network', () => require('./testing/modules.ts').expo.network());
jest.mock('expo-secure-store', () => require('./testing/modules.ts').expo.secureStore());
jest.mock('@react-native-async-storage/async-storage', () =>
  require('./testing/modules.ts').expo.asyncStorage(),
);
jest.mock('react-native-webview', () => {
  const { WebView } = require('./testing/web-view.tsx');
  return { WebView };
});

const client = readFileSync(require.resolve('median-js-bridge/dist/median.min.js'), 'utf8');

Object.assign(globalThis.expo.modules, { ExpoPushTokenManager: expo.pushTokenManager() });

/** React Native's own modules, as far as they tell what the system does. */
beforeEach(() => {
  // The app's log, which a person reads and a test does not.
  jest.spyOn(console, 'info').mockImplementation(() => {});
  Object.defineProperty(AppState, 'currentState', { configurable: true, get: () => world().app });
  Object.defineProperty(Platform, 'Version', { configurable: true, get: () => world().apiLevel ?? '26.1' });
  jest
    .spyOn(AppState, 'addEventListener')
    .mockImplementation((_, listener) => world().heard.appState.add(listener as (state: string) => void));
  jest.spyOn(Linking, 'openURL').mockImplementation(async (url) => {
    world().outside = url;
    world().show('background');
  });
  jest.spyOn(Linking, 'openSettings').mockImplementation(async () => {
    world().system.settingsOpened += 1;
  });
});

const systems: System[] = Platform.OS === 'ios' ? ['iphone'] : ['android-14', 'android-12'];

// The simulated phones are told the same stories: sandbox/src/phone/stories.test.ts.
describe.each(systems)('in the native app, on %s', (system) => {
  describe.each([
    ['a bare page', 'median'],
    ['the Median client', 'Median'],
  ] as const)('with %s', (_, library) => {
    const told = stories.filter(({ on }) => on?.includes(system) ?? true);
    test.each(told.map((story) => [story.title, story] as const))('%s', async (_title, story) => {
      const open = (options: StoryPhoneOptions) =>
        openNativePhone({ ...options, Shell: JourneysPushShell, begin: defineArrivalTask });
      for (const { step, expected, came } of await tell(story, { system, library, client, open }))
        expect([step, came]).toEqual([step, expected]);
    });
  });
});
