/** Why a check could not be made at all: it says nothing about the app. */
const failures = {
  'browser-missing': {
    title: 'No Chromium or Chrome was found on this machine.',
    remedy: 'Install one, or name its path in CHROMIUM_PATH.',
  },
  'browser-failed': {
    title: 'The browser did not start.',
    remedy: 'Start it by hand to see why, or name another one in CHROMIUM_PATH.',
  },
  'browser-ended': {
    title: 'The browser ended in the middle of the check.',
    remedy: 'Run the check again; if it ends again, look for its crash, and whether memory was short.',
  },
  'link-is-start': {
    title: 'The pushes would lead to where the page already is.',
    remedy:
      'Name another page of your site (--link; in the lab: “Test pushes lead to”), so that a tap can be seen to do something.',
  },
  'lab-unreachable': {
    title: 'The Device Lab did not open in the browser.',
    remedy: 'Look at the sandbox’s output; a proxy between browser and 127.0.0.1 must be switched off.',
  },
  'page-unreachable': {
    title: 'The page to check did not load.',
    remedy:
      'Open the address in a browser on this machine; the server must be running before the check starts.',
  },
  'page-unshown': {
    title: 'No browser shows the page of a phone.',
    remedy: 'Open the Device Lab with this phone on its wall, and leave it open while the check runs.',
  },
  'page-by-test': {
    title:
      'The sandbox itself is the page of a phone, for a test without a browser; it can be checked bare only.',
    remedy: 'Choose another phone, or name its profile: then one is created.',
  },
  'page-not-offered': {
    title: 'The phones do not show such a page now.',
    remedy: 'Reload the checklist: the site in the phones was changed meanwhile.',
  },
  'page-elsewhere': {
    title: 'The page to check leads to another site, where the app has no bridge.',
    remedy: 'Name the address it leads to, or a page of your site that needs no sign-in elsewhere.',
  },
  'port-taken': {
    title: 'The phone could not be listened to.',
    remedy: 'Choose another port with --port N, or 0 for any free one.',
  },
  'profile-unknown': {
    title: 'The sandbox knows no such phone.',
    remedy: 'Name some of those, separated by commas.',
  },
  'phone-unknown': {
    title: 'The sandbox has no such phone.',
    remedy: 'It may have been thrown away meanwhile: choose among those that are there.',
  },
  'phones-missing': {
    title: 'There is no phone that a check may take by itself.',
    remedy: 'Create one, or name profiles: then they are created.',
  },
  'contacts-missing': {
    title: 'There is no contact whom a phone could be registered for.',
    remedy: 'Add one: in the lab in the tab Journeys, under People.',
  },
  'nothing-to-check': {
    title: 'No item of the checklist applies to the chosen phones.',
    remedy:
      'Item 10 needs android-12, 7 and 12 an iphone, 8 and 13 an Android, 1 and 2 a phone with a dialog.',
  },
} as const;

export type CheckFailureCode = keyof typeof failures;

/** The check itself did not come about. `code` is stable; `remedy` says what to do. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly code: CheckFailureCode;
  readonly remedy: string;
  constructor(code: CheckFailureCode, detail?: string) {
    super(detail ? `${failures[code].title} ${detail}` : failures[code].title);
    this.code = code;
    this.remedy = failures[code].remedy;
  }
}
