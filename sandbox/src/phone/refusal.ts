const titles = {
  'dialog-absent': 'No permission dialog is on the screen.',
  'answer-not-offered': 'The dialog of this system cannot be dismissed; its buttons are allow and deny.',
  'notification-unknown': 'No such notification is in the tray.',
  'app-not-running': 'The app is not running: launch it first.',
  'app-not-in-front': 'The app is not in front: launch it first.',
  'browser-absent': 'No browser page is open.',
  'url-invalid': 'Not a path or URL of a web page.',
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
