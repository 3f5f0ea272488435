import type { Line } from './words.ts';

/** Why a phone does not show what has arrived, by `reason` of `push.not-shown` (facts: apns-fcm-phones.md §6). */
export const notShown: Record<string, Line> = {
  permission: [
    'The person does not allow notifications on this phone. A push service delivers all the same.',
    'user',
    'Let the page ask with promptNotificationPermission(), and allow it. After a refusal, allow notifications for this app in the phone’s Settings.',
    'phone.answer("allow") answers the dialog; after a refusal, phone.setNotifications(true).',
  ],
  'never-opened': [
    'The app was never opened since it was installed, and Android hands it nothing before that.',
    'user',
    'Open the app on the phone once, then send again.',
    'phone.launch()',
  ],
  'force-stopped': [
    'The app was stopped in the settings, and Android hands it nothing until it is opened.',
    'user',
    'Open the app on the phone, then send again.',
    'phone.launch()',
  ],
  'force-quit': [
    'The app was swiped away, and iOS does not wake it for a push without visible text.',
    'caller',
    'Send title or body; a silent push reaches an app only while it runs.',
  ],
  throttled: [
    'It is silent, and iOS has woken the app in the background for as many of these as it does in an hour.',
    'caller',
    'Send fewer, send text that a person sees, or wait an hour.',
    'clock.advance(3_600_000)',
  ],
  silent: [
    'The push has neither title nor body, so there is nothing to show.',
    'caller',
    'Send title or body, unless it was meant to be silent.',
  ],
  hidden: [
    'The app wants it hidden: its configuration says so, or a listener of notificationReceived answered "hide", or it was for a user who has left.',
    'page',
    'See foreground display in the app’s configuration, and what the page’s listener answers.',
  ],
  'app-ended': [
    'The app ended before it had said whether to show it.',
    'user',
    'Nothing to do: on a real phone it is lost in the same way.',
  ],
  'channel-blocked': [
    'The person has blocked the notification channel that the push names.',
    'user',
    'Allow the channel in the phone’s Settings, or send to another one.',
    'phone.setChannel(id, importance)',
  ],
};

/** What was shown and is not in the tray any more. */
export const goneFromTray: Line = [
  'The phone has shown it, and it is not in the tray any more: tapped, replaced by a later one with the same tag or collapse id, or removed with the app.',
  'user',
  'See what happened on the phone after it.',
  'timeline.text({ phone }) prints it.',
];

/** Why no permission dialog comes up. */
export const dialogs = {
  'prompt-not-called': [
    'No page on this phone has called promptNotificationPermission(), and only that shows the dialog.',
    'page',
    'Let the page call it, or turn automaticRegistration on in the app’s configuration.',
  ],
  'app-not-in-front': [
    'The app is not in front, so its dialog is not on the screen.',
    'user',
    'Open the app on the phone.',
    'phone.launch()',
  ],
  'already-allowed': [
    'The person allows notifications already, so the system does not ask.',
    'page',
    'Nothing to answer: the call resolves with granted: true. Reinstall the app to begin anew.',
    'phone.reinstall()',
  ],
  'denied-for-good': [
    'The person has refused, and the system does not ask again.',
    'user',
    'Only the phone’s Settings help; a page leads there with median.open.appSettings(). Reinstall the app to begin anew.',
    'phone.setNotifications(true), or phone.reinstall()',
  ],
  'no-dialog-before-android-13': [
    'Android 12 and below has no such dialog: notifications are allowed from the start.',
    'test',
    'Do not wait for a dialog on this profile.',
  ],
  'dialog-awaited': [
    'The page has asked, and the system has not shown the dialog.',
    'shell',
    'See what happened on the phone just before.',
    'timeline.text({ phone }) prints it.',
  ],
} as const satisfies Record<string, Line>;

/** Where a tap ends that does not open what was expected. */
export const openings = {
  'nothing-tapped': [
    'Nothing was tapped on this phone, and no page has led there.',
    'test',
    'Tap the notification first.',
    'phone.tap(title)',
  ],
  elsewhere: [
    'The phone is somewhere else.',
    'page',
    'Compare the push’s link with what was expected; a site may lead on from there by itself, as to a sign-in page.',
  ],
  'page-absent': [
    'The app goes there, but no page is connected: nobody shows it.',
    'test',
    'Show the phone in a browser: its page runs there.',
    'phone.page.open()',
  ],
  'page-loading': [
    'The page there has not finished loading.',
    'page',
    'See why it takes so long, or wait longer.',
    '{ within: 20_000 } waits for 20 s.',
  ],
  'app-not-in-front': [
    'The app is not in front.',
    'user',
    'Open it with a tap, or by its icon.',
    'phone.launch()',
  ],
  'navigation.refused': [
    'The app may not open this link: its host or scheme is not among the allowed ones, or a tracking link led to no redirect.',
    'operator',
    'Add the host to links.appHosts or the scheme to links.schemes in the app’s configuration, or correct the push’s link.',
  ],
  'navigation.lost': [
    'The WebView did not get there: the address did not answer, or led on too often.',
    'network',
    'See the reason in the words; a phone without network opens nothing.',
  ],
} as const satisfies Record<string, Line>;

/** Why a person’s phone is not registered. */
export const unregistered = {
  'register-not-called': [
    'No page on this phone has called registerDevice() yet.',
    'page',
    'Call median.msdynamics.registerDevice({ userId }) in the page.',
  ],
  'other-user': [
    'Another user is registered on this phone.',
    'page',
    'See with which userId the page has called registerDevice() last.',
  ],
  'own-backend': [
    'The app has no gateway: Dynamics gets the token only from your own backend, which has not registered it.',
    'operator',
    'Let your backend register the token that registrationInfo() gives.',
    'sandbox.register({ phone, userId }) plays the backend.',
  ],
  'waiting-for': [
    'The shell remembers the registration and waits for something else.',
    'user',
    'See what it waits for: permission, a token, the network or an identity token.',
  ],
  'still-held': [
    'Dynamics holds the phone’s token still.',
    'page',
    'Let the page call unregisterDevice(); clean-up then needs the gateway and may take a moment.',
  ],
} as const satisfies Record<string, Line>;
