import type { Phone, TimelineEvent } from '../control/wire.ts';
import { dialogs } from './causes/phone.ts';
import { causeOf } from './causes/words.ts';
import type { Stop } from './explanation.ts';

const PROMPT = 'msdynamics/promptNotificationPermission';
/** The first level of Android with the dialog. */
const ANDROID_13 = 33;

/** Why the permission dialog is not on this phone's screen; `events` are the phone's. */
export function explainNoDialog(phone: Phone, events: readonly TimelineEvent[]): Stop {
  const calls = events.filter(({ kind, detail }) => kind === 'page.call' && detail?.command === PROMPT);
  const code = codeOf(phone, calls.length > 0);
  const said = calls.at(-1)?.summary ?? 'No page has asked.';
  return { ...causeOf(code, dialogs[code]), hop: code === 'prompt-not-called' ? 'page' : 'phone', said };
}

function codeOf({ platform, apiLevel, permission, state }: Phone, called: boolean): keyof typeof dialogs {
  if (platform === 'android' && (apiLevel ?? 0) < ANDROID_13) return 'no-dialog-before-android-13';
  if (permission.status === 'granted') return 'already-allowed';
  if (!permission.canAskAgain) return 'denied-for-good';
  if (!called) return 'prompt-not-called';
  return state === 'foreground' ? 'dialog-awaited' : 'app-not-in-front';
}
