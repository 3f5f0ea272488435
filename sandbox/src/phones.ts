import type { AppConfig } from '@journeys-push/contract/app-config';
import type { SandboxClock } from './clock.ts';
import type { ProfileName } from './control/wire.ts';
import { createPhone } from './phone/phone.ts';
import type { PushNetwork } from './phone/push-network.ts';
import type { SimulatedPhone } from './phone/simulated-phone.ts';
import type { TimelinePort } from './timeline.ts';

/** A phone as it is kept. */
export interface PhoneRecord {
  id: string;
  profile: ProfileName;
  name?: string;
  state: ReturnType<SimulatedPhone['snapshot']>;
}

export interface PhonesOptions {
  config: AppConfig;
  /** Built text of the page bridge. */
  bridge: string;
  networks: Record<'ios' | 'android', PushNetwork>;
  timeline: TimelinePort;
  clock: SandboxClock;
  fetch: typeof fetch;
  /** The origin on which a phone shows the site. */
  originOf(id: string): string;
}

/** The phones of one sandbox. */
export interface Phones {
  all(): SimulatedPhone[];
  get(id: string): SimulatedPhone | undefined;
  /** Takes a phone out of its box: app installed, never opened. */
  create(profile: ProfileName, name?: string): SimulatedPhone;
  onChange(listener: () => void): () => void;
  records(): PhoneRecord[];
  close(): void;
}

export function createPhones(options: PhonesOptions, saved: PhoneRecord[] = []): Phones {
  const shelf = new Map<string, { phone: SimulatedPhone; profile: ProfileName; name?: string }>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const add = ({
    id,
    profile,
    name,
    state,
  }: Omit<PhoneRecord, 'state'> & { state?: PhoneRecord['state'] }) => {
    const { config, bridge, networks, timeline, clock, fetch } = options;
    const phone = createPhone({
      ...{ id, profile, config, bridge, timeline, clock, fetch },
      ...(name === undefined ? {} : { name }),
      origins: { site: new URL(config.site.url).origin, phone: options.originOf(id) },
      push: networks[profile === 'iphone' ? 'ios' : 'android'],
      ...(state === undefined ? {} : { state }),
    });
    shelf.set(id, { phone, profile, ...(name === undefined ? {} : { name }) });
    phone.subscribe(changed);
    changed();
    return phone;
  };
  for (const record of saved) add(record);
  return {
    all: () => [...shelf.values()].map(({ phone }) => phone),
    get: (id) => shelf.get(id)?.phone,
    create: (profile, name) =>
      add({ id: `p${shelf.size + 1}`, profile, ...(name === undefined ? {} : { name }) }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    records: () =>
      [...shelf].map(([id, { phone, profile, name }]) => ({
        ...{ id, profile, state: phone.snapshot() },
        ...(name === undefined ? {} : { name }),
      })),
    close() {
      for (const { phone } of shelf.values()) phone.close();
    },
  };
}
