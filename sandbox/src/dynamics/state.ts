import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createDeviceTable, type DeviceTable, sameId } from './channel/devices.ts';
import { Directory, newDirectory } from './entra/directory.ts';
import { Interaction } from './journeys/analytics/records.ts';
import { Segment } from './journeys/segments/records.ts';
import { type Marketing, MarketingSnapshot, marketingSnapshot, openMarketing } from './journeys/tables.ts';
import { peopleOfVersion1 } from './people/version-1.ts';
import * as records from './records.ts';
import { DynamicsRefusal } from './refusal.ts';
import { createResultTable, type ResultTable } from './registration/results.ts';
import { Switches } from './switches.ts';

/** What survives a restart; JSON. Holds the channel's secrets: store it where only the owner reads. */
export const DynamicsSnapshot = z.object({
  version: z.literal(2),
  organizationId: z.string(),
  mobileApps: z.array(records.MobileApp),
  people: z.array(records.Person),
  segments: z.array(Segment),
  devices: z.array(records.Device),
  results: z.array(records.RegistrationResult),
  queue: z.array(records.Registration),
  links: z.array(records.TrackedLink),
  interactions: z.array(Interaction),
  /** Absent before there were saved messages and journeys. */
  marketing: MarketingSnapshot.optional(),
  switches: Switches.partial().optional(),
  /** Absent before there was an Entra tenant. */
  directory: Directory.optional(),
});
export type DynamicsSnapshot = z.infer<typeof DynamicsSnapshot>;

/** The twin's tables, in memory. Apps and people are found by {@link sameId}. */
export interface DynamicsState {
  organizationId: string;
  mobileApps: Map<string, records.MobileApp>;
  /** Contacts, leads and profiles alike. */
  people: Map<string, records.Person>;
  segments: Map<string, Segment>;
  devices: DeviceTable;
  results: ResultTable;
  /** Accepted registrations that are not settled, by request id. */
  queue: Map<string, records.Registration>;
  links: Map<string, records.TrackedLink>;
  /** The Entra tenant of the organization. */
  directory: Directory;
  /** Push messages, journeys, and the interaction data. */
  marketing: Marketing;
  /** As saved; the board that the twin reads is its own. */
  switches?: Partial<Switches>;
}

/** Opens the tables, from an earlier snapshot where given; throws DynamicsRefusal when it is not one. */
export function openState(snapshot?: unknown): DynamicsState {
  const saved = snapshot === undefined ? undefined : readSnapshot(snapshot);
  return {
    organizationId: saved?.organizationId ?? randomUUID(),
    mobileApps: by(saved?.mobileApps, (app) => sameId(app.mobileAppId)),
    people: by(saved?.people, (person) => sameId(person.id)),
    segments: by(saved?.segments, (segment) => segment.segmentId),
    devices: createDeviceTable(saved?.devices),
    results: createResultTable(saved?.results),
    queue: by(saved?.queue, (registration) => registration.requestId),
    links: by(saved?.links, (link) => link.id),
    directory: saved?.directory ?? newDirectory(),
    marketing: openMarketing(saved?.marketing, saved?.interactions),
    ...(saved?.switches ? { switches: saved.switches } : {}),
  };
}

export function snapshotOf(state: DynamicsState): DynamicsSnapshot {
  return structuredClone({
    version: 2,
    organizationId: state.organizationId,
    mobileApps: [...state.mobileApps.values()],
    people: [...state.people.values()],
    segments: [...state.segments.values()],
    devices: state.devices.all(),
    results: state.results.all(),
    queue: [...state.queue.values()],
    links: [...state.links.values()],
    interactions: [...state.marketing.log.rows()],
    directory: state.directory,
    marketing: marketingSnapshot(state.marketing),
    switches: state.switches,
  });
}

function readSnapshot(snapshot: unknown): DynamicsSnapshot {
  const read = DynamicsSnapshot.safeParse(peopleOfVersion1(snapshot));
  if (read.success) return read.data;
  const remedy = 'Start without it; a newer sandbox may be able to read it';
  throw new DynamicsRefusal('snapshot-unreadable', z.prettifyError(read.error), remedy);
}

const by = <T>(rows: T[] | undefined, key: (row: T) => string) =>
  new Map((rows ?? []).map((row) => [key(row), row]));
