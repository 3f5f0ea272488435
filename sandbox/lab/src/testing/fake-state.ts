import type { MobileApp } from '../../../src/control/channel-wire.ts';
import type { ChannelDevice, Contact, Info, Phone, Push, TimelineEvent } from '../../../src/control/wire.ts';

/** What the fake sandbox knows, and what a call does to it. */
export type FakeState = ReturnType<typeof fakeState>;

export const CONTACT = '5b2f8c1e-0000-4000-8000-00000000a11a';

export function fakeState(port: number) {
  const phones: Phone[] = [
    fakePhone(port, 'p1', { profile: 'iphone', name: 'iPhone 17', platform: 'ios', osVersion: '26.1' }),
    fakePhone(port, 'p2', { profile: 'android-14', name: 'Pixel 8', osVersion: '14', apiLevel: 34 }),
    fakePhone(port, 'p3', { profile: 'android-12', name: 'Pixel 6', osVersion: '12', apiLevel: 31 }),
  ];
  const timeline: TimelineEvent[] = [];
  const devices: ChannelDevice[] = [];
  const changePhone = (id: string, change: Partial<Phone>) => {
    const at = phones.findIndex((phone) => phone.id === id);
    phones[at] = { ...(phones[at] as Phone), ...change };
    return phones[at];
  };
  const lists: Record<string, () => unknown> = {
    '/api/info': () => fakeInfo(port),
    '/api/contacts': () => contacts,
    '/api/devices': () => devices,
    '/api/phones': () => phones,
    '/api/pushes': () => fakePush,
    '/api/people/contacts': () => [],
    '/api/segments': () => [],
    '/api/interactions': () => ({ rows: [], more: 0 }),
    '/api/faults': () => [],
    '/api/mobile-apps': () => [fakeApp],
    [`/api/mobile-apps/${fakeApp.mobileAppId}/devices`]: () =>
      devices.map(({ at, ...device }) => ({ ...device, requestId: `request-${at}`, registeredAt: at })),
  };
  return {
    phones,
    timeline,
    devices,
    changePhone,
    call(path: string, body: unknown): unknown {
      const [, id = '', action = ''] = /^\/api\/phones\/(p\d+)\/([\w-]+)$/.exec(path) ?? [];
      return id ? changePhone(id, changes(action, body as never)) : lists[path]?.();
    },
  };
}

type Body = { enabled: boolean; answer: string; notificationId: string };

function changes(action: string, body: Body): Partial<Phone> {
  const permission = (granted: boolean) => ({
    permission: {
      status: granted ? ('granted' as const) : ('denied' as const),
      canAskAgain: false,
      denials: granted ? 0 : 1,
    },
  });
  const made: Record<string, () => Partial<Phone>> = {
    dialog: () => ({
      dialog: null,
      ...(body.answer === 'dismiss' ? {} : permission(body.answer === 'allow')),
    }),
    launch: () => ({ state: 'foreground', settingsOpen: false }),
    background: () => ({ state: 'background' }),
    kill: () => ({ state: 'killed' }),
    notifications: () => permission(body.enabled),
    online: () => ({ online: body.enabled }),
    tap: () => ({ state: 'foreground', tray: [] }),
    'close-browser': () => ({ browser: null }),
  };
  return made[action]?.() ?? {};
}

function fakePhone(port: number, id: string, facts: Partial<Phone>): Phone {
  return {
    id,
    profile: 'iphone',
    name: id,
    platform: 'android',
    osVersion: '0',
    model: facts.name ?? id,
    shape: facts.platform === 'ios' ? 'island' : 'punch-hole',
    opened: true,
    state: 'foreground',
    online: true,
    ...{ forceStopped: false, doze: false, focus: false, badge: 0, channels: [], clockSkewMs: 0 },
    ...{ timeZone: 'America/New_York', language: 'en', tokens: [] },
    permission: { status: 'undetermined', canAskAgain: true, denials: 0 },
    dialog: null,
    settingsOpen: false,
    installationId: `00000000-0000-4000-8000-0000000000${id}`,
    token: `${id}-token-0123456789abcdef0123456789abcdef0123456789abcdef`,
    registration: { state: 'none' },
    page: {
      ...{ url: `http://${id}.push.localhost:${port}/`, generation: 1 },
      ...{ connected: true, loading: false, byTest: false },
    },
    browser: null,
    tray: [],
    ...facts,
  };
}

const fakeInfo = (port: number): Info => ({
  lab: `http://lab.push.localhost:${port}`,
  gateway: 'http://127.0.0.1:4401',
  site: `http://app.push.localhost:${port}`,
  builtInPage: true,
  allowedOrigins: [],
  mobileAppId: '6d1f3f0e-5b0f-4a53-9a52-5e3c5b7f1c11',
  appName: 'Shop',
});

const fakeApp: MobileApp = {
  ...{ mobileAppId: '6d1f3f0e-5b0f-4a53-9a52-5e3c5b7f1c11', name: 'Shop', ofTheSandbox: true, devices: 1 },
  ...{ platforms: ['ios', 'android'], active: ['ios', 'android'], settings: {} },
  validation: { ios: { state: 'valid' }, android: { state: 'valid' } },
};

const contacts: Contact[] = [
  { contactId: '9d1c0f33-0000-4000-8000-00000000b0b0', fullName: 'Bo Lindgren', userIds: [], devices: 0 },
  { contactId: CONTACT, fullName: 'Ada Moreau', userIds: ['abc123-user-uuid'], devices: 2 },
];

const fakePush: Push = {
  id: 'push-1',
  traceId: 'b'.repeat(32),
  contactId: CONTACT,
  trackingId: '00000000-0000-4000-8000-00000000dddd',
  title: 'Your order is on its way',
  at: 1_750_000_000_000,
  devices: [
    { platform: 'ios', token: 'p1-token-0123456789abcdef', result: 'sent' },
    { platform: 'android', token: 'p2-token-0123456789abcdef', result: 'removed', reason: 'UNREGISTERED' },
  ],
  opened: false,
  clicked: false,
};
