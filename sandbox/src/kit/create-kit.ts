import type { ControlClient } from '../control/client.ts';
import type { Push, TimelineEvent } from '../control/wire.ts';
import { explain } from '../explain/explain.ts';
import type { Kit, KitPhone, KitTimeline, TimelineChoice } from './kit.ts';
import { createKitPhone } from './phone.ts';
import { eventsOf } from './story.ts';
import { timelineText } from './timeline-text.ts';
import type { Waiting } from './waiting.ts';

/** The kit on a control client; `waiting` hears what changes in the sandbox. */
export function createKit(control: ControlClient, waiting: Waiting): Kit {
  const phones = new Map<string, KitPhone>();
  const add = (id: string, name: string): KitPhone => {
    const phone = createKitPhone({ control, waiting, id, name });
    phones.set(id, phone);
    return phone;
  };
  const nameFor = (profile: string) => {
    const taken = [...phones.values()].filter(
      ({ name }) => name === profile || name.startsWith(`${profile} `),
    );
    return taken.length === 0 ? profile : `${profile} ${taken.length + 1}`;
  };
  return {
    async phone(profile = 'iphone', { name, page = true } = {}) {
      const { id } = await control.createPhone(profile, name);
      const phone = add(id, name ?? nameFor(profile));
      if (page) await phone.page.open();
      return phone;
    },
    async attach(id) {
      const { profile } = await control.phone(id);
      return phones.get(id) ?? add(id, nameFor(profile));
    },
    async person({ fullName = 'Test Person', trackingConsent = true } = {}) {
      return { userId: await control.addContact({ fullname: fullName, trackingConsent }) };
    },
    journey: {
      send: ({ to, ...message }) => control.sendPush({ contact: to, ...message }),
      sent: control.pushes,
    },
    timeline: createKitTimeline(control, phones),
    clock: { advance: async (ms) => void (await control.advanceClock(ms)) },
    faults: { plant: control.plantFault, clear: async () => void (await control.clearFaults()) },
    devices: control.devices,
    register: ({ phone, userId }) => control.registerDevice(phone.id, userId),
    control,
  };
}

function createKitTimeline(control: ControlClient, phones: ReadonlyMap<string, KitPhone>): KitTimeline {
  const events = async (choice: TimelineChoice = {}): Promise<TimelineEvent[]> => {
    const { phone, trace, after = 0 } = choice;
    if (trace !== undefined) return control.timeline({ traceId: idOf(trace), after });
    return phone === undefined ? control.timeline({ after }) : eventsOf(control, phoneIdOf(phone), after);
  };
  return {
    events,
    async text(choice = {}) {
      const all = await control.phones();
      return timelineText(await events(choice), {
        phones: all.map((phone) => ({ ...phone, name: phones.get(phone.id)?.name ?? phone.name })),
        ...(choice.phone === undefined ? {} : { only: phoneIdOf(choice.phone) }),
      });
    },
    async explain(trace, phone) {
      const told = await control.timeline({ traceId: idOf(trace) });
      return explain(told, phone && (await phone.view()));
    },
  };
}

const idOf = (trace: Pick<Push, 'traceId'> | string) => (typeof trace === 'string' ? trace : trace.traceId);
const phoneIdOf = (phone: KitPhone | string) => (typeof phone === 'string' ? phone : phone.id);
