import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { addAction } from './action.ts';
import * as wire from './wire.ts';
import type { ControlledPhone } from './world.ts';

/** Finds a phone by its id; throws where there is none. */
type Find = (id: string) => ControlledPhone;

/** Adds everything that can happen to a phone: what a person does with it, and what its system does. */
export function addPhoneActions(app: OpenAPIHono, find: Find): void {
  for (const [name, [summary, act]] of Object.entries(plain)) {
    addAction(app, {
      method: 'post',
      ...{ path: `/phones/{id}/${name}`, summary, answer: wire.Phone },
      act: ({ params: { id = '' } }) => done(find(id), act),
    });
  }
  for (const add of [...byThePerson, ...inTheSystem]) add(app, find);
}

async function done(phone: ControlledPhone, act: (phone: ControlledPhone) => Promise<void>) {
  await act(phone);
  return phone.view();
}

/** Nothing more to say than which phone. */
const plain = {
  launch: ['Open the app, or bring it to the front', (phone) => phone.launch()],
  background: ['Go to the home screen', (phone) => phone.background()],
  kill: ['Swipe the app away', (phone) => phone.kill()],
  'force-stop': ['Android: force-stop the app in Settings', (phone) => phone.forceStop()],
  reinstall: ['Remove the app and install it again', (phone) => phone.reinstall()],
  'clear-data': ['Android: clear the app’s storage in Settings', (phone) => phone.clearData()],
  'rotate-token': ['The system replaces the push token', (phone) => phone.rotateToken()],
  'lose-unused-permissions': [
    'Android 13+: months later, the system takes the permission from the unused app',
    (phone) => phone.loseUnusedPermissions(),
  ],
  'authorize-provisionally': [
    'iOS: the app asks for provisional authorisation, which shows no dialog',
    (phone) => phone.authorizeProvisionally(),
  ],
  'close-browser': ['Close the page that the app opened in the browser', (phone) => phone.closeBrowser()],
} satisfies Record<string, [string, (phone: ControlledPhone) => Promise<void>]>;

interface ActionWithBody<T extends z.ZodType> {
  method: 'post' | 'put';
  name: string;
  summary: string;
  body: T;
  act(phone: ControlledPhone, body: z.output<T>): Promise<void>;
}

const withBody =
  <T extends z.ZodType>({ method, name, summary, body, act }: ActionWithBody<T>) =>
  (app: OpenAPIHono, find: Find) =>
    addAction(app, {
      ...{ method, path: `/phones/{id}/${name}`, summary, body, answer: wire.Phone },
      act: (given) => done(find(given.params.id ?? ''), (phone) => act(phone, given.body)),
    });

const byThePerson = [
  withBody({
    method: 'post',
    ...{ name: 'load', summary: 'Load a page of the site', body: wire.LoadPage },
    act: (phone, { url }) => phone.load(url),
  }),
  withBody({
    method: 'post',
    ...{ name: 'dialog', summary: 'Answer the permission dialog', body: wire.DialogAnswer },
    act: (phone, { answer }) => phone.answerDialog(answer),
  }),
  withBody({
    method: 'post',
    ...{ name: 'tap', summary: 'Tap a notification', body: wire.Tap },
    act: (phone, { notificationId }) => phone.tap(notificationId),
  }),
  withBody({
    method: 'post',
    ...{ name: 'dismiss', summary: 'Swipe a notification away, or all of them', body: wire.Dismissal },
    act: (phone, { notificationId }) => phone.dismiss(notificationId),
  }),
  withBody({
    method: 'post',
    ...{ name: 'answer-quiet', body: wire.QuietAnswer },
    summary: 'iOS: answer the question that a notification of a provisional app carries',
    act: (phone, { notificationId, answer }) => phone.answerQuiet(notificationId, answer),
  }),
  withBody({
    method: 'put',
    ...{ name: 'notifications', body: wire.Switch },
    summary: 'Switch notifications in the system settings',
    act: (phone, { enabled }) => phone.setNotifications(enabled),
  }),
  withBody({
    method: 'put',
    ...{ name: 'channels', body: wire.ChannelChange },
    summary: 'Android: change the importance of a notification channel in the system settings',
    act: (phone, { id, importance }) => phone.setChannel(id, importance),
  }),
  withBody({
    method: 'put',
    ...{ name: 'online', body: wire.Switch, summary: 'Switch the network of the phone' },
    act: (phone, { enabled }) => phone.setOnline(enabled),
  }),
  withBody({
    method: 'put',
    ...{ name: 'focus', body: wire.Switch, summary: 'iOS: switch a Focus' },
    act: (phone, { enabled }) => phone.setFocus(enabled),
  }),
];

const inTheSystem = [
  withBody({
    method: 'put',
    ...{ name: 'doze', body: wire.Switch },
    summary: 'Android: the phone lies still and sleeps, or wakes',
    act: (phone, { enabled }) => phone.setDoze(enabled),
  }),
  withBody({
    method: 'put',
    ...{ name: 'time-zone', body: wire.TimeZone, summary: 'Set the time zone' },
    act: (phone, { timeZone }) => phone.setTimeZone(timeZone),
  }),
  withBody({
    method: 'put',
    ...{ name: 'language', body: wire.Language, summary: 'Set the language' },
    act: (phone, { language }) => phone.setLanguage(language),
  }),
  withBody({
    method: 'put',
    ...{ name: 'clock-skew', body: wire.ClockSkew, summary: 'Set the clock of the phone wrong' },
    act: (phone, { ms }) => phone.setClockSkew(ms),
  }),
  withBody({
    method: 'post',
    ...{ name: 'channels', body: wire.NewChannel },
    summary: 'Android: the app makes a notification channel, or changes the name of one',
    act: (phone, channel) => phone.makeChannel(channel),
  }),
  withBody({
    method: 'post',
    ...{ name: 'restore', body: wire.Restore },
    summary: 'Restore the phone’s backup on a new phone',
    act: (phone, options) => phone.restore(options),
  }),
  withBody({
    method: 'post',
    ...{ name: 'upgrade-system', body: wire.SystemVersion, summary: 'Update the system' },
    act: (phone, { version }) => phone.upgradeSystem(version),
  }),
  withBody({
    method: 'post',
    ...{ name: 'update-app', body: wire.AppUpdate },
    summary: 'Update the app; on Android perhaps to a build for a higher API level',
    act: (phone, options) => phone.updateApp(options),
  }),
];
