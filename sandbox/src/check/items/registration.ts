import type { ChannelDevice } from '../../control/wire.ts';
import { everyPhone, type Item, type Scene } from '../item.ts';
import type { Outcome } from '../phone.ts';
import { fields, said } from '../said.ts';
import { until } from '../until.ts';
import { fail } from '../verdict.ts';

/** Without permission there is nobody to wait for. */
const REFUSAL_SECONDS = 5;

/** An id that the app may well have, and Dynamics has not. */
const STRANGER = 'nobody-in-dynamics';

const registers: Item = {
  number: 5,
  title: 'registerDevice with a valid userId answers success: true',
  appliesTo: everyPhone,
  async run({ phone, person, stage, note }) {
    await stage.permitted();
    // With a callback, as the vendor's sample has it.
    const outcome = await stage.register(person.userId, { form: 'callback' });
    note(await phone.picture('After registerDevice'));
    if (fields(outcome).success === true) return;
    fail({
      expected: `registerDevice({userId:"${person.userId}"}) to answer {"success":true}`,
      came: said(outcome),
      remedy:
        'The reason names what is missing: the permission, a mapping rule for this user id in the gateway, or the channel’s credentials.',
    });
  },
};

const visibleInDynamics: Item = {
  number: 11,
  title: 'The registration is visible in the Dynamics mobile app channel',
  appliesTo: everyPhone,
  async run({ phone, channel, person, stage, note }) {
    await stage.registered();
    const { token, platform } = await phone.view();
    const mine = await until(channel.holdsWithinMs, async () => {
      const rows = await channel.devicesWith(token);
      return rows.some(({ result }) => result !== 'Pending') && rows;
    });
    const rows = mine ?? (await channel.devicesWith(token));
    note({ kind: 'devices', rows });
    const [row] = rows;
    const mineAlone = rows.length === 1 && row?.platform === platform && isContact(row.userId, person);
    if (mineAlone && row.result === 'Success') return;
    fail({
      expected: `one row in the device table: contact ${person.contactId}, ${platform}, this phone’s token, result Success`,
      came: described(rows),
      remedy:
        'The gateway has not brought the registration to Dynamics, whatever it told the phone. Look at its log under this trace; check the channel’s access token, organisation id and contact id.',
    });
  },
};

const harmlessBeforePermission: Item = {
  number: 15,
  title: 'registerDevice before permission does not crash',
  appliesTo: everyPhone,
  wantsRefusal: true,
  async run(scene) {
    const { phone, channel, person, stage, note } = scene;
    await stage.fresh();
    // Where the system grants at install, the person has to take the permission away first.
    if ((await phone.view()).permission.status === 'granted') await phone.switchNotifications(false);
    const outcome = await stage.register(person.userId, { seconds: REFUSAL_SECONDS });
    note(await phone.picture('After registerDevice without permission'));
    await judgeAlive(scene);
    const rows = channel.open ? await channel.devicesWith((await phone.view()).token) : [];
    const { success, reason } = fields(outcome);
    if (rows.length > 0)
      fail({
        expected: 'no registration in Dynamics without permission',
        came: described(rows),
        remedy: 'The gateway must register a device only while the person allows notifications.',
      });
    if (success === false && reason === 'permission-missing') return;
    fail({
      expected: 'registerDevice() to resolve with {"success":false,"reason":"permission-missing"}',
      came: said(outcome),
      remedy:
        'Without permission there is nothing to register yet: the shell must say so, remember the wish and finish it later.',
    });
  },
};

const idempotent: Item = {
  number: 17,
  title: 'registerDevice again with the same userId succeeds',
  appliesTo: everyPhone,
  async run({ phone, channel, person, stage, note }) {
    await stage.reachable();
    const outcome = await stage.register(person.userId);
    const { token } = await phone.view();
    const rows = channel.open ? await channel.devicesWith(token) : undefined;
    if (rows) note({ kind: 'devices', rows });
    else note({ kind: 'fact', name: 'Device table of Dynamics', value: 'not looked at: see item 11' });
    const remedy =
      'The same wish again is no new registration: the gateway must find it done, and count DuplicateExists of Dynamics as success.';
    if (fields(outcome).success !== true)
      fail({
        expected: 'the second registerDevice() to answer {"success":true}',
        came: said(outcome),
        remedy,
      });
    if (!rows) return;
    if (
      rows.length === 1 &&
      rows.every(({ result, userId }) => result === 'Success' && isContact(userId, person))
    )
      return;
    fail({
      expected: `still one row for this token in the device table, of contact ${person.contactId}, result Success`,
      came: described(rows),
      remedy,
    });
  },
};

const copesWithRefusal: Item = {
  number: 18,
  title: 'The app copes with success: false without a crash',
  appliesTo: everyPhone,
  wantsRefusal: true,
  async run(scene) {
    const { phone, stage, note } = scene;
    await stage.permitted();
    const outcome = await stage.register(STRANGER);
    note(await phone.picture('After a refused registerDevice'));
    await judgeAlive(scene);
    if (fields(outcome).success === false) return;
    fail({
      expected: `registerDevice({userId:"${STRANGER}"}), whom the gateway cannot map to a person, to resolve with {"success":false}`,
      came: said(outcome),
      remedy:
        'An expected failure resolves. An answer with the key "error" makes median-js-bridge reject it, and most pages do not catch that.',
    });
  },
};

/** The app still runs, the page threw nothing and can still call. */
async function judgeAlive({ phone, note }: Scene): Promise<void> {
  const { state } = await phone.view();
  note({ kind: 'fact', name: 'The app', value: state });
  const remedy =
    'Find what was thrown in the page’s console or the app’s crash log; an answer must never end the app.';
  const errors = phone.page.takeErrors();
  const expected = 'the app in front, with no error in its page';
  if (state !== 'foreground') fail({ expected, came: `the app is ${state}`, remedy });
  if (errors.length > 0) fail({ expected, came: `the page threw: ${errors.join('; ')}`, remedy });
  const after: Outcome = await phone.page.call('areNotificationsEnabled');
  if (after.kind !== 'answered')
    fail({ expected: 'the page’s next call to be answered', came: said(after), remedy });
}

const described = (rows: ChannelDevice[]): string =>
  rows
    .map(({ userId, platform, result, reason }) =>
      `user ${userId}, ${platform}, ${result} ${reason ?? ''}`.trim(),
    )
    .join('; ') || 'no row with this token';

/** Dynamics writes a GUID with or without dashes (facts: dynamics.md §10 #15). */
const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
const isContact = (userId: string, { contactId }: Scene['person']) => plain(userId) === plain(contactId);

export const registrationItems = [
  registers,
  visibleInDynamics,
  harmlessBeforePermission,
  idempotent,
  copesWithRefusal,
];
