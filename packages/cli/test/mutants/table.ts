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
    says: { expected: 'dialog on the screen', came: 'no dialog', remedy: 'hand the question to the system' },
  },
  {
    item: 2,
    name: 'the answer after Allow is what was read before the dialog',
    file: `${CORE}/permission/permission.ts`,
    find: 'await state.asked.set({ asked: true });',
    replace: 'await state.asked.set({ asked: true });\n    return before;',
    phones: withDialog,
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
    says: {
      expected: '{"granted":false}, as the system’s switch is off',
      came: '"granted":true',
      remedy: 'read the permission from the system each time',
    },
  },
  {
    item: 5,
    name: 'the first registerDevice gives up at once, although the registration is made',
    file: `${CORE}/registration/registration.ts`,
    find: 'return given;',
    replace: "return same || !given.success ? given : failed('deadline', undefined, given.registration);",
    phones,
    says: {
      expected: 'to answer {"success":true}',
      came: '"success":false,"reason":"deadline"',
      remedy: 'mapping rule for this user id',
    },
    stops: { hop: 'shell', code: 'deadline' },
  },
  {
    item: 6,
    name: 'registrationInfo lacks the time zone',
    file: `${CORE}/info.ts`,
    find: 'const { appBuild, os: _, ...facts } =',
    replace: 'const { appBuild, os: _, timeZone: __, ...facts } =',
    phones,
    says: {
      expected: 'every field of its documentation',
      came: 'timeZone is missing',
      remedy: 'must fill every field',
    },
  },
  {
    item: 7,
    name: 'registrationInfo leaves the APNs token out',
    file: `${CORE}/info.ts`,
    find: '{ apnsToken: token.value }',
    replace: '{}',
    phones: ['iphone'],
    says: {
      expected: 'apnsToken to be the push token that the system gave',
      came: 'apnsToken is missing',
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
    says: {
      expected: 'fcmToken to be the push token that the system gave, and no apnsToken',
      came: 'fcmToken is missing',
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
    says: {
      expected: 'false after the app was closed and opened again',
      came: 'true on the second',
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
    says: {
      expected: '{"granted":true}',
      came: '"granted":false',
      remedy: 'Before Android 13 an app may notify',
    },
  },
  {
    item: 11,
    name: 'the gateway says “registered” without telling Dynamics',
    file: 'packages/gateway/src/reconcile/act.ts',
    find: 'const results = await actor.client.register(',
    replace: `if (call.tasks.length > 0)
    return call.tasks.map((task) => {
      const sent = { ...task.registration, requestId: crypto.randomUUID(), apiTokenId: call.live.id };
      return { task, registration: afterPoll(sent, { kind: 'success' }, actor.circumstances(task)) };
    });
  const results = await actor.client.register(`,
    phones,
    says: {
      expected: 'one row in the device table',
      came: 'no row with this token',
      remedy: 'gateway has not brought the registration to Dynamics',
    },
  },
  {
    item: 12,
    name: 'the push for iPhones says nothing that could be shown',
    file: 'sandbox/src/dynamics/sending/payload.ts',
    find: 'alert: { title, ...(subtitle ? { subtitle } : {}), body },',
    replace: '',
    phones: ['iphone'],
    says: {
      expected: 'on the screen of iPhone',
      came: 'nothing; the last hop that saw it is Phone: “The phone does not show it: it has neither title nor body',
      remedy: 'a silent message',
    },
    stops: { hop: 'phone', code: 'silent' },
  },
  {
    item: 13,
    name: 'the shell hides what arrives while the app is in the background',
    file: `${CORE}/foreground.ts`,
    find: "if (!arrival.foreground) return 'show';",
    replace: "if (!arrival.foreground) return 'hide';",
    phones: androids,
    says: {
      expected: 'on the screen of Pixel',
      came: 'nothing; the last hop that saw it is Phone: “The phone does not show it: the app wants it hidden',
      remedy: 'The timeline shows the last hop that saw it',
    },
    stops: { hop: 'phone', code: 'hidden' },
  },
  {
    item: 14,
    name: 'a tap loads the start page',
    file: `${CORE}/opens/taps.ts`,
    find: 'web.load(target.url)',
    replace: "web.load(new URL('/', target.url).href)",
    phones,
    says: {
      expected: 'the tap to open /orders/42, with the app in the background',
      came: 'the page is at /',
      remedy: 'load the notification’s originalLink',
    },
  },
  {
    item: 15,
    name: 'registerDevice waits for the permission and answers nothing before',
    file: `${CORE}/registration/registration.ts`,
    find: "answerWhatIsMissing(desk, intent)).then(() => worker.kick('page'))",
    replace: "desk.permission.refresh()).then(({ granted }) => granted && worker.kick('page'))",
    phones,
    says: {
      expected: '{"success":false,"reason":"permission-missing"}',
      came: 'no answer within 5 s',
      remedy: 'remember the wish and finish it later',
    },
  },
  {
    item: 16,
    name: 'registrationInfo is empty until somebody is registered',
    file: `${CORE}/info.ts`,
    find: 'const { platform, appId } = device;',
    replace: "const { platform, appId } = device;\n  if (push.registration.state === 'none') return {};",
    phones,
    says: {
      expected: 'platform and installation id before anybody is registered',
      came: '{}',
      remedy: 'need no registration',
    },
  },
  {
    item: 17,
    name: 'the same wish again is refused',
    file: `${CORE}/registration/registration.ts`,
    find: 'if (!same) waiters.supersede();',
    replace: `if (same) return { saved: Promise.resolve(), answer: Promise.resolve(failed('superseded')) };
  waiters.supersede();`,
    phones,
    says: {
      expected: 'the second registerDevice() to answer {"success":true}',
      came: '"reason":"superseded"',
      remedy: 'The same wish again is no new registration',
    },
    stops: { hop: 'shell', code: 'superseded' },
  },
  {
    item: 18,
    name: 'a refusal of the gateway reaches the page with the key “error”',
    file: `${CORE}/registration/steps.ts`,
    find: ': failed(reason, detail, registration)',
    replace: ': { error: reason, ...failed(reason, detail, registration) }',
    phones,
    // The bridge that the shell injects makes a plain refusal of it; the npm package rejects.
    page: 'median-js-bridge',
    says: {
      expected: 'to resolve with {"success":false}',
      came: 'the call threw',
      remedy: 'An answer with the key "error" makes median-js-bridge reject it',
    },
  },
];
