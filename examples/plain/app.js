/** The shop with what the app itself puts into the page: `median.msdynamics`. No package, no build. */
import { onPress, show, showPath, showWhere } from '/shop.js';

const inApp = () => Boolean(window.median?.msdynamics);

const actions = {
  ask: ['promptNotificationPermission', () => median.msdynamics.promptNotificationPermission()],
  allowed: ['areNotificationsEnabled', () => median.msdynamics.areNotificationsEnabled()],
  register: ['registerDevice', register],
  info: ['registrationInfo', () => median.msdynamics.registrationInfo()],
  logout: ['unregisterDevice', () => median.msdynamics.unregisterDevice()],
  settings: ['appSettings', () => median.open.appSettings()],
  consent: ['setTrackingConsent', consent],
};

function register() {
  median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }, (result) => {
    show('registerDevice', result);
  });
}

function consent({ target }) {
  target.setAttribute('aria-checked', String(target.checked));
  return median.msdynamics.setTrackingConsent({ granted: target.checked });
}

let listening = false;
function start() {
  showWhere(inApp());
  if (listening || !inApp()) return;
  listening = true;
  median.msdynamics.notificationOpened.addListener((opened) => show('notificationOpened', opened));
  median.msdynamics.registrationChanged.addListener((changed) => show('registrationChanged', changed));
}

showPath();
for (const [id, [name, action]] of Object.entries(actions)) onPress(id, { name, inApp, action });
// An app may put the functions in only after the page has loaded; it calls this then.
window.median_library_ready = start;
start();
