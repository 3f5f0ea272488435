import { randomUUID } from 'node:crypto';
import { prettifyError, ZodError } from 'zod';
import { APP, PEOPLE } from './app.ts';
import type { SandboxClock } from './clock.ts';
import { ControlFailure } from './control/problem.ts';
import type { ChannelDevice, Contact, Info, Push, PushCreate } from './control/wire.ts';
import type { World } from './control/world.ts';
import { DynamicsRefusal } from './dynamics/refusal.ts';
import type { DynamicsTwin } from './dynamics/start.ts';
import type { OwnBackend } from './own-backend.ts';
import type { Pages } from './pages.ts';
import { PhoneRefusal } from './phone/refusal.ts';
import type { Phones } from './phones.ts';
import type { Timeline } from './timeline.ts';

/** More than a wall of phones shows, for tests. */
const MAX_PHONES = 200;
/** Older pushes are forgotten: all of them are saved each time, and told to whoever asks. */
const MAX_PUSHES = 10_000;

export interface WorldOptions {
  info(): Info;
  phones: Phones;
  /** Those that the sandbox itself shows. */
  pages: Pages;
  backend: OwnBackend;
  dynamics: DynamicsTwin;
  timeline: Timeline;
  clock: SandboxClock;
  faults: World['faults'];
  /** Earlier pushes, newest first; new ones are put in front. */
  pushes: Push[];
}

/** The sandbox as the control API sees it. */
export function createWorld(options: WorldOptions): World {
  const { info, phones, pages, backend, dynamics, timeline, clock, faults, pushes } = options;
  return {
    info,
    phones: phones.all,
    profiles: phones.profiles,
    onPhones: phones.onChange,
    async createPhone(profile, name) {
      if (phones.all().length >= MAX_PHONES) throw new ControlFailure('phones-full');
      const phone = phones.create(profile, name);
      await phone.launch();
      return phone;
    },
    removePhone(id) {
      pages.forget(id);
      return phones.remove(id);
    },
    async openPage(id) {
      const phone = phones.get(id);
      if (phone) await pages.open(phone);
    },
    registerDevice: (phone, contact) => backend.register(phone, findContact(dynamics, contact)),
    contacts: () => contactsOf(dynamics),
    devices: () => devicesOf(dynamics),
    async sendPush(input) {
      const push = await sendPush(dynamics, info().mobileAppId, input);
      pushes.unshift(push);
      pushes.splice(MAX_PUSHES);
      return push;
    },
    pushes: () => withInteractions(pushes, dynamics),
    ...{ timeline, clock, faults },
  };
}

/** Refusals of twins and phones that a caller of the control API has caused. */
export function expectedFailure(error: unknown): ControlFailure | undefined {
  if (error instanceof ControlFailure) return error;
  if (error instanceof ZodError) return new ControlFailure('body-invalid', prettifyError(error));
  if (error instanceof PhoneRefusal) return new ControlFailure('not-possible', error.message);
  if (error instanceof DynamicsRefusal) return adminFailure(error);
  return undefined;
}

function adminFailure({ code, message, remedy }: DynamicsRefusal): ControlFailure {
  const kind = code.endsWith('-unknown') ? 'admin-unknown' : 'admin-refused';
  const refused = code === 'message-incorrect' ? 'message-refused' : kind;
  return new ControlFailure(refused, message, { remedy, reason: code });
}

const plain = (id: string) => id.replaceAll('-', '').toLowerCase();

function contactsOf(dynamics: DynamicsTwin): Contact[] {
  const devices = dynamics.devices().filter((device) => device.result === 'Success');
  return dynamics.contacts().map(({ id, columns: { fullname, emailaddress1 } }) => ({
    contactId: id,
    fullName: String(fullname),
    ...(typeof emailaddress1 === 'string' ? { email: emailaddress1 } : {}),
    userIds: [...(PEOPLE.find((person) => person.contactid === id)?.userIds ?? [])],
    devices: devices.filter((device) => plain(device.userId) === plain(id)).length,
  }));
}

const devicesOf = (dynamics: DynamicsTwin): ChannelDevice[] =>
  dynamics.devices().map(({ userId, platform, token, result, reason, details, requestId, registeredAt }) => ({
    ...{ userId, platform, token, result, requestId, at: registeredAt },
    ...(reason === undefined ? {} : { reason: details ?? reason }),
  }));

async function sendPush(dynamics: DynamicsTwin, mobileAppId: string, input: PushCreate): Promise<Push> {
  const contactId = findContact(dynamics, input.contact);
  const { title, body = '', subtitle, link, imageUrl, test } = input;
  const message = dynamics.pushMessage({ mobileAppId, title, body, subtitle, link, imageUrl });
  const [outcome] = test
    ? [await dynamics.testSend({ message, personId: contactId })]
    : await dynamics.sendStep({ message, personIds: [contactId] });
  if (!outcome) throw new Error('a journey with one person has one outcome');
  const { personId: _, entity: __, ...rest } = outcome;
  return { ...rest, contactId, id: randomUUID(), title, at: Date.now(), opened: false, clicked: false };
}

function findContact(dynamics: DynamicsTwin, name: string): string {
  const known =
    PEOPLE.find(({ userIds }) => (userIds as readonly string[]).includes(name))?.contactid ?? name;
  const contact = dynamics.person(known);
  if (contact) return contact.id;
  throw new ControlFailure('contact-unknown', `No contact "${name}" in the channel of ${APP.name}`);
}

function withInteractions(pushes: Push[], dynamics: DynamicsTwin): Push[] {
  const seen = new Set(dynamics.interactions().map(({ name, trackingId }) => `${name} ${trackingId}`));
  return pushes.map((push) => ({
    ...push,
    opened: seen.has(`Push Notification Opened ${push.trackingId}`),
    clicked: seen.has(`Push Notification Link Clicked ${push.trackingId}`),
  }));
}
