/** The shop with the npm package `median-js-bridge` as it is: the global `Median` of its browser bundle. */
import { onPress, showPath, showWhere } from '/shop.js';

// Outside the app the package's promises never settle, so it is asked first.
const inApp = () => Median.isNativeApp();

const actions = {
  ask: ['promptNotificationPermission', () => Median.msdynamics.promptNotificationPermission()],
  allowed: ['areNotificationsEnabled', () => Median.msdynamics.areNotificationsEnabled()],
  register: ['registerDevice', () => Median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })],
  info: ['registrationInfo', () => Median.msdynamics.registrationInfo()],
  settings: ['appSettings', () => Median.open.appSettings()],
};

showPath();
showWhere(inApp());
for (const [id, [name, action]] of Object.entries(actions)) onPress(id, { name, inApp, action });
