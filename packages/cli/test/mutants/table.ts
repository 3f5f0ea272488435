import type { Mutant } from './mutant.ts';

const CORE = 'packages/shell/src/core';
const phones: Mutant['phones'] = ['iphone', 'android-14', 'android-12'];
const withDialog: Mutant['phones'] = ['iphone', 'android-14'];
const androids: Mutant['phones'] = ['android-14', 'android-12'];

/** The product broken once for each item of the checklist, where that item's truth comes from. */
export const mutants: Mutant[] = [
  {
    item: 1,
    name: 'the shell answers “granted” without asking the system',
    file: `${CORE}/permission/permission.ts`,
    find: 'await options.push.requestPermission()',
    replace: "{ granted: true, status: 'granted' as const, canAskAgain: true }",
    phones: withDialog,
    page: 'bare',
    says: { expected: 'dialog on the screen', came: 'no dialog', remedy: 'hand the question to the system' },
  },
  {
    item: 2,
    name: 'the answer after Allow is what was read before the dialog',
    file: `${CORE}/permission/permission.ts`,
    find: 'await state.asked.set({ asked: true });',
    replace: 'await state.asked.set({ asked: true });\n    return before;',
    phones: withDialog,
    page: 'bare',
    says: {
      expected: '{"granted":true} after a press on Allow',
      came: '"granted":false',
      remedy: 'read the system’s permission after the dialog has closed',
    },
  },
  {
    item: 3,
    name: 'areNotificationsEnabled says no, whatever the system says',
    file: `${CORE}/page/handlers.ts`,
    find: "'msdynamics/areNotificationsEnabled': permission.refresh",
    replace:
      "'msdynamics/areNotificationsEnabled': async () => ({ ...(await permission.refresh()), granted: false })",
    phones,
    page: 'bare',
    says: {
      expected: '{"granted":true}, as the system’s switch is on',
      came: '"granted":false',
      remedy: 'read the permission from the system each time',
    },
  },
  {
    item: 4,
    name: 'areNotificationsEnabled says yes, whatever the system says',
    file: `${CORE}/page/handlers.ts`,
    find: "'msdynamics/areNotificationsEnabled': permission.refresh",
    replace:
      "'msdynamics/areNotificationsEnabled': async () => ({ ...(await permission.refresh()), granted: true })",
    phones,
    page: 'bare',
    says: {
      expected: '{"granted":false}, as the system’s switch is off',
      came: '"granted":true',
      remedy: 'read the permission from the system each time',
    },
  },
  {
    item: 5,
    name: 'the first registerDevice says success: false, although Dynamics has confirmed it',
    file: `${CORE}/registration/registration.ts`,
    find: 'return given;',
    replace: 'return same ? given : { ...given, success: false };',
    phones,
    page: 'bare',
    says: {
      expected: 'to answer {"success":true}',
      came: '"success":false',
      remedy: 'mapping rule for this user id',
    },
  },
  {
    item: 6,
    name: 'registrationInfo lacks the time zone',
    file: `${CORE}/info.ts`,
    find: 'const { appBuild, os: _, ...facts } =',
    replace: 'const { appBuild, os: _, timeZone: __, ...facts } =',
    phones,
    page: 'bare',
    says: { expected: 'every field of its documentation', came: 'timeZone', remedy: 'must fill every field' },
  },
  {
    item: 7,
    name: 'registrationInfo leaves the APNs token out',
    file: `${CORE}/info.ts`,
    find: '{ apnsToken: token.value }',
    replace: '{}',
    phones: ['iphone'],
    page: 'bare',
    says: {
      expected: 'apnsToken to be the push token that the system gave',
      came: 'apnsToken: missing',
      remedy: 'push entitlement',
    },
  },
  {
    item: 8,
    name: 'Android’s token comes under the name of Apple’s',
    file: `${CORE}/info.ts`,
    find: '{ fcmToken: token.value }',
    replace: '{ apnsToken: token.value }',
    phones: androids,
    page: 'bare',
    says: {
      expected: 'fcmToken to be the push token that the system gave, and no apnsToken',
      came: 'fcmToken: missing',
      remedy: 'google-services.json',
    },
  },
  {
    item: 9,
    name: 'every launch is the first one',
    file: `${CORE}/installation.ts`,
    find: '    isFirstLaunch,',
    replace: '    isFirstLaunch: true,',
    phones,
    page: 'bare',
    says: {
      expected: 'false after the app was closed and opened again',
      came: 'true on the first launch, true on the second',
      remedy: 'store that it has been launched',
    },
  },
  {
    item: 10,
    name: 'where there is no dialog, the shell answers “not granted”',
    file: `${CORE}/permission/permission.ts`,
    find: 'if (before.granted || !hasDialog(options.device)) return before;',
    replace: `if (!hasDialog(options.device)) return { ...before, granted: false };
  if (before.granted) return before;`,
    phones: ['android-12'],
    page: 'bare',
    says: {
      expected: '{"granted":true}',
      came: '"granted":false',
      remedy: 'Before Android 13 an app may notify',
    },
  },
];
