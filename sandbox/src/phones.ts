import type { AppConfig } from '@journeys-push/contract/app-config';
import type { SandboxClock } from './clock.ts';
import { ControlFailure } from './control/problem.ts';
import type { ProfileName, Profile as ProfileView } from './control/wire.ts';
import { UsageError } from './options.ts';
import type { Origins } from './phone/origins.ts';
import { askerOf } from './phone/permission/permission.ts';
import { createPhone } from './phone/phone.ts';
import { builtInProfiles, type Profiles, profilesWith } from './phone/profiles/catalogue.ts';
import { type Profile, ProfileError } from './phone/profiles/profile.ts';
import type { PushNetwork } from './phone/push-network.ts';
import type { SimulatedPhone } from './phone/simulated-phone.ts';
import type { TimelinePort } from './timeline.ts';
import { maskToken, newTraceId } from './trace.ts';

/** A phone as it is kept. */
export interface PhoneRecord {
  id: string;
  profile: ProfileName;
  name?: string;
  state: ReturnType<SimulatedPhone['snapshot']>;
}

/** What the phones have installed. */
export interface InstalledApp {
  config: AppConfig;
  /** Where a phone shows the site of that configuration. */
  originsOf(id: string): Origins;
}

export interface PhonesOptions extends InstalledApp {
  /** The kinds of phones; default: the built-in ones. */
  profiles?: Profiles;
  /** Built text of the page bridge. */
  bridge: string;
  networks: Record<'ios' | 'android', PushNetwork>;
  timeline: TimelinePort;
  clock: SandboxClock;
  fetch: typeof fetch;
}

/** The phones of one sandbox. */
export interface Phones {
  all(): SimulatedPhone[];
  get(id: string): SimulatedPhone | undefined;
  /** The kinds of phones that `create` takes. */
  profiles(): ProfileView[];
  /** Takes a phone out of its box: app installed, never opened. Throws ControlFailure for an unknown profile. */
  create(profile: ProfileName, name?: string): SimulatedPhone;
  /** Throws a phone away: its app ends and its token is dead. False where there is none. */
  remove(id: string): boolean;
  /** Brings another build of the app onto every phone, and onto those to come. What ran is started again. */
  rebuild(app: InstalledApp, traceId?: string): Promise<void>;
  onChange(listener: () => void): () => void;
  records(): PhoneRecord[];
  close(): void;
}

export function createPhones(options: PhonesOptions, saved: PhoneRecord[] = []): Phones {
  const { profiles = builtInProfiles() } = options;
  let app: InstalledApp = options;
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
    const { bridge, networks, timeline, clock, fetch } = options;
    const kind = known(profiles, profile);
    const phone = createPhone({
      ...{ id, profile, profiles, config: app.config, bridge, timeline, clock, fetch },
      ...(name === undefined ? {} : { name }),
      origins: app.originsOf(id),
      push: networks[kind.platform],
      ...(state === undefined ? {} : { state }),
    });
    shelf.set(id, { phone, profile, ...(name === undefined ? {} : { name }) });
    phone.subscribe(changed);
    changed();
    return phone;
  };
  const nextId = numbering(shelf);
  for (const record of saved) {
    if (!profiles.has(record.profile))
      throw new UsageError(
        `The saved phone ${record.id} has the profile "${record.profile}", which is not built in: name its folder with --profiles`,
      );
    add(record);
  }
  return {
    all: () => [...shelf.values()].map(({ phone }) => phone),
    get: (id) => shelf.get(id)?.phone,
    profiles: () => [...profiles.values()].map(viewOf),
    create: (profile, name = freeName(known(profiles, profile).model, shelf.values())) =>
      add({ id: nextId(), profile, name }),
    remove(id) {
      const found = shelf.get(id);
      if (!found) return false;
      // First off the shelf: nobody finds a phone that is about to end.
      shelf.delete(id);
      throwAway(found.phone, options);
      changed();
      return true;
    },
    async rebuild(next, traceId) {
      app = next;
      await Promise.all(
        [...shelf].map(([id, { phone }]) =>
          phone.rebuild({ config: next.config, origins: next.originsOf(id) }, traceId),
        ),
      );
    },
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

/** `p1`, `p2` …, none twice. */
function numbering(taken: ReadonlyMap<string, unknown>): () => string {
  let made = 0;
  return () => {
    do made += 1;
    while (taken.has(`p${made}`));
    return `p${made}`;
  };
}

function throwAway(phone: SimulatedPhone, { networks, timeline }: PhonesOptions): void {
  const { id, name, platform, token } = phone.view();
  phone.close();
  networks[platform].disconnect(token);
  timeline.record({
    ...({ traceId: newTraceId(), hop: 'phone', kind: 'phone.removed', phone: id } as const),
    summary: `${name} is thrown away: its app is gone, and its push token is dead.`,
    detail: { token: maskToken(token) },
  });
}

/** A name that no other phone has: the model, and a number where it is taken. */
function freeName(model: string, others: Iterable<{ phone: SimulatedPhone }>): string {
  const taken = new Set([...others].map(({ phone }) => phone.view().name));
  if (!taken.has(model)) return model;
  let number = 2;
  while (taken.has(`${model} (${number})`)) number += 1;
  return `${model} (${number})`;
}

/** The built-in profiles and those of a folder; throws UsageError, which names file, field and what was expected. */
export function readProfiles(folder: string | undefined): Profiles {
  try {
    return profilesWith(folder);
  } catch (error) {
    throw error instanceof ProfileError ? new UsageError(error.message) : error;
  }
}

function known(profiles: Profiles, id: string): Profile {
  const profile = profiles.get(id);
  if (profile) return profile;
  throw new ControlFailure(
    'profile-unknown',
    `No profile "${id}"; known: ${[...profiles.keys()].join(', ')}`,
  );
}

const viewOf = ({ apiLevel, targetLevel, swipeStops, facts, ...profile }: Profile): ProfileView => ({
  ...{ id: profile.id, platform: profile.platform, model: profile.model, shape: profile.shape },
  osVersion: facts.osVersion,
  asker: askerOf({ platform: profile.platform, osVersion: facts.osVersion, apiLevel, targetLevel }),
  ...(swipeStops ? { swipeStops } : {}),
  ...(apiLevel === undefined ? {} : { apiLevel }),
  ...(targetLevel === undefined ? {} : { targetLevel }),
});
