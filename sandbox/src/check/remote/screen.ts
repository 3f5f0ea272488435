import type { Phone } from '../../control/wire.ts';
import type { Evidence } from '../result.ts';

/** What is on the phone's screen, in words: where nobody can take a picture of it. */
export function screenOf(caption: string, phone: Phone): Evidence {
  const shown = [dialogOn(phone), appOn(phone), notesOn(phone)].filter((line) => line !== '');
  return { kind: 'fact', name: `On the screen: ${lowered(caption)}`, value: shown.join(' · ') };
}

export const dialogOn = ({ dialog, platform }: Phone): string => {
  if (!dialog) return '';
  return platform === 'ios'
    ? `“${dialog.appName}” Would Like to Send You Notifications`
    : `Allow ${dialog.appName} to send you notifications?`;
};

function appOn({ state, page, browser, settingsOpen }: Phone): string {
  if (browser) return `the browser, at ${browser}`;
  if (settingsOpen) return 'the Settings';
  if (state === 'foreground') return `the app, at ${page.url}`;
  return state === 'background' ? 'home screen, app in the background' : 'home screen, app closed';
}

const notesOn = ({ tray }: Phone): string =>
  tray.length === 0 ? '' : `notifications: ${tray.map(({ title }) => `“${title}”`).join(', ')}`;

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
