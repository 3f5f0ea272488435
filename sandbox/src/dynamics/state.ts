import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createDeviceTable, type DeviceTable, sameId } from './channel/devices.ts';
import * as records from './records.ts';

/** What survives a restart; JSON. Holds the channel's secrets: store it where only the owner reads. */
export const DynamicsSnapshot = z.object({
  version: z.literal(1),
  organizationId: z.string(),
  mobileApps: z.array(records.MobileApp),
  contacts: z.array(records.Contact),
  segments: z.array(records.Segment),
  devices: z.array(records.Device),
  results: z.array(records.RegistrationResult),
  queue: z.array(records.Registration),
  links: z.array(records.TrackedLink),
  interactions: z.array(records.Interaction),
});
export type DynamicsSnapshot = z.infer<typeof DynamicsSnapshot>;

/** The twin's tables, in memory. Apps and contacts are found by {@link sameId}. */
export interface DynamicsState {
  organizationId: string;
  mobileApps: Map<string, records.MobileApp>;
  contacts: Map<string, records.Contact>;
  segments: Map<string, records.Segment>;
  devices: DeviceTable;
  results: Map<string, records.RegistrationResult>;
  /** Accepted registrations that are not settled, by request id. */
  queue: Map<string, records.Registration>;
  links: Map<string, records.TrackedLink>;
  interactions: records.Interaction[];
  /** The "Sent" row of each tracking id: how an open or a click finds its push. */
  sent: Map<string, records.Interaction>;
}

/** Opens the tables, from an earlier snapshot where given; throws a ZodError when it is not one. */
export function openState(snapshot?: unknown): DynamicsState {
  const saved = snapshot === undefined ? undefined : DynamicsSnapshot.parse(snapshot);
  const interactions = saved?.interactions ?? [];
  return {
    organizationId: saved?.organizationId ?? randomUUID(),
    mobileApps: by(saved?.mobileApps, (app) => sameId(app.mobileAppId)),
    contacts: by(saved?.contacts, (contact) => sameId(contact.contactid)),
    segments: by(saved?.segments, (segment) => segment.segmentId),
    devices: createDeviceTable(saved?.devices),
    results: by(saved?.results, (result) => result.requestId),
    queue: by(saved?.queue, (registration) => registration.requestId),
    links: by(saved?.links, (link) => link.id),
    interactions,
    sent: by(interactions.filter(isSent), (row) => sameId(row.trackingId)),
  };
}

export function snapshotOf(state: DynamicsState): DynamicsSnapshot {
  return structuredClone({
    version: 1,
    organizationId: state.organizationId,
    mobileApps: [...state.mobileApps.values()],
    contacts: [...state.contacts.values()],
    segments: [...state.segments.values()],
    devices: state.devices.all(),
    results: [...state.results.values()],
    queue: [...state.queue.values()],
    links: [...state.links.values()],
    interactions: state.interactions,
  });
}

/** Adds a row, and remembers it where later rows must find it. */
export function addInteraction(state: DynamicsState, row: records.Interaction): void {
  state.interactions.push(row);
  if (isSent(row)) state.sent.set(sameId(row.trackingId), row);
}

const isSent = (row: records.Interaction) => row.name === 'Push Notification Sent';

const by = <T>(rows: T[] | undefined, key: (row: T) => string) =>
  new Map((rows ?? []).map((row) => [key(row), row]));
