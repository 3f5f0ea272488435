import { Linking, Platform } from 'react-native';
import { newPhone, phone } from './phone.ts';

// The first Android that asks people for their permission is 13.
if (Platform.OS === 'android') Object.defineProperty(Platform, 'Version', { get: () => 34 });

beforeEach(() => {
  newPhone();
  jest.spyOn(Linking, 'openURL').mockImplementation(async (url) => void phone.outside.push(url));
  jest.spyOn(Linking, 'openSettings').mockImplementation(async () => void phone.outside.push('settings'));
  // The app's log, which a person reads and a test does not.
  jest.spyOn(console, 'info').mockImplementation(() => {});
});
