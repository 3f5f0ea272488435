import { setTimeout as pause } from 'node:timers/promises';
import { everyPhone, hasDialog, type Item, type Scene } from '../item.ts';
import type { Outcome } from '../phone.ts';
import { fields, said } from '../said.ts';
import { DIALOG_MS } from '../stage.ts';
import { fail } from '../verdict.ts';

/** Long enough for a dialog that comes late, when there must be none. */
const NO_DIALOG_MS = 500;
/** Who answers before the person has, does so at once. */
const TOO_EARLY_MS = 300;

const promptShowsDialog: Item = {
  number: 1,
  title: 'Prompting shows the system dialog',
  appliesTo: hasDialog,
  async run({ phone, stage, ownPage, note }) {
    await stage.fresh();
    const before = await phone.view();
    // A customer's page may ask while it loads.
    if (!ownPage && (before.dialog || before.permission.status === 'granted'))
      fail({
        expected: 'a fresh app that asks nobody before its page does',
        came: before.dialog ? 'the permission dialog at launch' : 'the permission, without a question',
        remedy: 'Only the page asks for permission, unless automaticRegistration is switched on.',
      });
    const { dialog, outcome } = await stage.ask();
    if (dialog) {
      note({ kind: 'fact', name: 'Dialog on the screen', value: dialog });
      return note(await phone.picture('The dialog'));
    }
    fail({
      expected: 'the system’s permission dialog on the screen after promptNotificationPermission()',
      came: `no dialog; the call: ${said(await soon(outcome))}`,
      remedy:
        'The app must hand the question to the system. Look at the shell’s permission code, and whether this build has the push provider switched on.',
    });
  },
};

const acceptingGrants: Item = {
  number: 2,
  title: 'Prompting answers granted: true after the person accepts',
  appliesTo: hasDialog,
  async run({ phone, stage, note }) {
    const asking = await stage.asked();
    const early = await Promise.race([asking.outcome, pause(TOO_EARLY_MS)]);
    if (early)
      fail({
        expected: 'no answer while the dialog is open: nobody has decided yet',
        came: said(early),
        remedy: 'The shell must wait for the system, and answer with what the person has chosen.',
      });
    await phone.answer('allow');
    const outcome = await asking.outcome;
    const system = await noteSwitch({ phone, note });
    if (fields(outcome).granted === true && system === 'on') return;
    fail({
      expected: 'promptNotificationPermission() to answer {"granted":true} after a press on Allow',
      came: said(outcome),
      remedy:
        'The shell must read the system’s permission after the dialog has closed, and answer with that.',
    });
  },
};

const enabledWhenAllowed: Item = {
  number: 3,
  title: 'areNotificationsEnabled is true when permission is active',
  appliesTo: everyPhone,
  run: async (scene) => {
    await scene.stage.permitted();
    await judgeEnabled(scene, true);
  },
};

const disabledWhenDenied: Item = {
  number: 4,
  title: 'areNotificationsEnabled is false when permission is denied',
  appliesTo: everyPhone,
  run: async (scene) => {
    const { asked } = await scene.stage.denied();
    if (asked) judgeDenied(await asked);
    await judgeEnabled(scene, false);
  },
};

/** The answer to whom the person has just refused. */
function judgeDenied(outcome: Outcome): void {
  if (fields(outcome).granted === false) return;
  fail({
    expected: 'promptNotificationPermission() to answer {"granted":false} after a press on Don’t Allow',
    came: said(outcome),
    remedy: 'The shell must answer with the system’s permission as it is after the dialog.',
  });
}

async function judgeEnabled({ phone, note }: Scene, expected: boolean): Promise<void> {
  const system = await noteSwitch({ phone, note });
  if ((system === 'on') !== expected) throw new Error(`the system’s switch stays ${system}`);
  const outcome = await phone.page.call('areNotificationsEnabled');
  const { dialog } = await phone.view();
  if (dialog)
    fail({
      expected: 'areNotificationsEnabled() to ask nobody',
      came: 'the permission dialog on the screen',
      remedy: 'Reading the permission must not prompt: only promptNotificationPermission() may.',
    });
  if (fields(outcome).granted === expected) return;
  fail({
    expected: `areNotificationsEnabled() to answer {"granted":${expected}}, as the system’s switch is ${system}`,
    came: said(outcome),
    remedy: 'The shell must read the permission from the system each time, never from memory or the token.',
  });
}

/** The app's switch in the system's settings: what is true, whatever the app says. */
async function noteSwitch({ phone, note }: Pick<Scene, 'phone' | 'note'>): Promise<'on' | 'off'> {
  const { permission } = await phone.view();
  const value = permission.status === 'granted' ? 'on' : 'off';
  note({ kind: 'fact', name: 'Notifications in the system’s settings', value });
  return value;
}

const silentOnOldAndroid: Item = {
  number: 10,
  title: 'On Android 12 and below, prompting answers granted: true without a dialog',
  appliesTo: ({ platform, apiLevel = 0 }) => platform === 'android' && apiLevel < 33,
  async run({ phone, stage, note }) {
    await stage.fresh();
    const outcome = phone.page.call('promptNotificationPermission');
    // It may fail while nobody waits for it yet.
    outcome.catch(() => {});
    const dialog = await phone.dialog(NO_DIALOG_MS);
    note(await phone.picture('No dialog'));
    if (dialog)
      fail({
        expected: 'no dialog: this Android grants at install',
        came: `a dialog: ${dialog}`,
        remedy: 'The shell must not ask where the system has no such question.',
      });
    const came = await outcome;
    if (fields(came).granted === true) return;
    fail({
      expected: 'promptNotificationPermission() to answer {"granted":true}',
      came: said(came),
      remedy:
        'Before Android 13 an app may notify until the person switches it off. The shell must answer with the system’s setting.',
    });
  },
};

/** An answer that is there or about to come: who shows no dialog has most often answered. */
const soon = (outcome: Promise<Outcome>) =>
  Promise.race([outcome, pause(500).then((): Outcome => ({ kind: 'silent', seconds: DIALOG_MS / 1000 }))]);

export const permissionItems = [
  promptShowsDialog,
  acceptingGrants,
  enabledWhenAllowed,
  disabledWhenDenied,
  silentOnOldAndroid,
];
