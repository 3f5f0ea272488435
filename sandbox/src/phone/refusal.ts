const titles = {
  'dialog-absent': 'No permission dialog is on the screen.',
  'answer-not-offered': 'The dialog of this system cannot be dismissed; its buttons are allow and deny.',
  'notification-unknown': 'No such notification is in the tray.',
  'question-absent': 'Only a notification of an app that was authorised provisionally carries this question.',
  'app-not-running': 'The app is not running: launch it first.',
  'app-not-in-front': 'The app is not in front: launch it first.',
  'browser-absent': 'No browser page is open.',
  'url-invalid': 'Not a path or URL of a web page.',
  'android-only': 'An iPhone or iPad has nothing of the kind: this is about Android.',
  'ios-only': 'Android has nothing of the kind: this is about iPhone and iPad.',
  'permission-decided':
    'The person has decided already; provisional authorisation is only for the first time.',
  'permission-kept':
    'Unused apps lose this permission from Android 13 on only, and only if they are built for API level 30 or higher.',
  'channel-unknown': 'The app has no such notification channel; the view lists its channels.',
  'time-zone-unknown': 'Not an IANA time zone such as Europe/Berlin.',
  'language-unknown': 'Not a BCP 47 language tag such as en or de-AT.',
  'clock-skew-invalid': 'The clock can be wrong by whole milliseconds, at most ten years.',
  'version-unknown': 'Not a version of this system: iOS as 18 or 18.2; Android from 8 on, as 8.1, 12L or 16.',
  'version-not-newer': 'A system can only be upgraded: name a newer version than the one it has.',
  'target-not-higher': 'An update cannot be built for a lower API level than the app that is there.',
} as const;

export type RefusalCode = keyof typeof titles;

/** A person could not do that on this phone now; nothing was changed. */
export class PhoneRefusal extends Error {
  override readonly name = 'PhoneRefusal';
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(titles[code]);
    this.code = code;
  }
}
