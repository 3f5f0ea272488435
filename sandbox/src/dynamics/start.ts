import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { createClock } from '../clock.ts';
import { listen } from '../listen.ts';
import type { TimelinePort } from '../timeline.ts';
import { newTraceId } from '../trace.ts';
import { createApp } from './app.ts';
import { createBackground } from './background.ts';
import { type Channel, createChannel } from './channel/channel.ts';
import { resumeValidations } from './channel/validation.ts';
import { type Organization, type OrganizationOptions, openOrganization } from './dataverse/organization.ts';
import { createFaults, type DynamicsFaults } from './faults.ts';
import { type Analytics, createAnalytics } from './journeys/analytics/actions.ts';
import type { Interaction } from './journeys/analytics/records.ts';
import { createJourneys, type Journeys } from './journeys/course/actions.ts';
import { createMessages, type Messages } from './journeys/messages/actions.ts';
import { createMessage, type PushMessage, type PushMessageInput } from './journeys/messages/content.ts';
import { createSegments, type Segments } from './journeys/segments/actions.ts';
import type { PersonOutcome } from './journeys/steps/person-send.ts';
import { sendStep, testSend } from './journeys/steps/push-step.ts';
import { createPeople, type People } from './people/people.ts';
import { resumeRegistrations } from './registration/registration.ts';
import { guardSender } from './sending/guarded-sender.ts';
import type { PushSender } from './sending/push-sender.ts';
import { type DynamicsSnapshot, openState, snapshotOf } from './state.ts';
import { createSwitches, type SwitchBoard } from './switches.ts';
import type { Twin } from './twin.ts';

export interface DynamicsTwinOptions extends OrganizationOptions {
  /** Default 0: any free. */
  port?: number;
  /** Where to listen; the twin has no protection that would allow more than loopback. */
  host?: '127.0.0.1';
  timeline: TimelinePort;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Waits between a 202 and the work. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** Rings when a journey has something to do; default: Node's timer, which does not keep the process alive. */
  after?: (milliseconds: number, ring: () => void) => () => void;
  /** A {@link DynamicsTwin.snapshot}; throws DynamicsRefusal when it is not one. */
  state?: unknown;
  /** Host name of tracked links, foreign to the app, e.g. `links.marketing.localhost`. */
  linkHost: string;
  /** The customer's site: base of links that are authored as a path. */
  siteUrl: string;
}

export interface DynamicsTwin extends Channel, People, Organization {
  /** `http://127.0.0.1:PORT`. */
  publicEndpoint: string;
  organizationId: string;
  /** Origin of tracked links. */
  linkOrigin: string;
  /** Links that are authored as a path belong to this site from now on. */
  moveSite(siteUrl: string): void;
  /** Makes a push message that is ready to send; throws DynamicsRefusal. */
  pushMessage(input: PushMessageInput): PushMessage;
  /** Sends one push message to a segment or a list of people, without a journey; one outcome a person, in that order. */
  sendStep(
    step: { message: PushMessage } & ({ segmentId: string } | { personIds: string[] }),
  ): Promise<PersonOutcome[]>;
  /** The editor's test send to one person's devices. */
  testSend(test: { message: PushMessage; personId: string }): Promise<PersonOutcome>;
  segments: Segments;
  /** Push messages that are saved, and their editor. */
  messages: Messages;
  journeys: Journeys;
  analytics: Analytics;
  /** The interaction data, oldest first. */
  interactions(): Interaction[];
  /** What goes wrong; faults.ts names the routes and effects. */
  faults: DynamicsFaults;
  /** Which reading of the documents it follows. */
  switches: SwitchBoard;
  /** Resolves when every accepted registration has its outcome and its callback was told, and nobody is moving in a journey. */
  settled(): Promise<void>;
  /**
   * Resolves when nobody is on the way in a journey, or nobody has got further for two seconds of real time: a clock
   * that is moved waits for it after each timer.
   */
  moving(): Promise<void>;
  snapshot(): DynamicsSnapshot;
  /** Ends it; unfinished registrations and journeys stay in the snapshot and go on at the next start. */
  close(): Promise<void>;
}

/** Starts the twin with a given way to send. Rejects when the port is taken. */
export async function startWithSender(
  options: DynamicsTwinOptions,
  sender: PushSender,
): Promise<DynamicsTwin> {
  const { timeline, siteUrl, linkHost, host = '127.0.0.1', now = Date.now, wait = rest } = options;
  const { after = createClock().after } = options;
  const background = createBackground((error) => reportSurprise(timeline, error));
  const address = { publicEndpoint: '', linkOrigin: '' };
  const state = openState(options.state);
  const faults = createFaults({ now });
  const twin: Twin = {
    state,
    faults,
    switches: createSwitches(state.switches),
    timeline,
    sender: guardSender(sender, faults),
    background,
    siteUrl,
    address,
    now,
    wait,
    after,
  };
  const { journeys, ...course } = createJourneys(twin);
  const server = createAdaptorServer({ fetch: createApp(twin).fetch }) as Server;
  const { organization, close } = await openOrganization(twin, { ...options, host });
  const port = await listen(server, options.port ?? 0, host).catch(async (error) => {
    await close();
    throw error;
  });
  address.publicEndpoint = `http://${host}:${port}`;
  address.linkOrigin = `http://${linkHost}:${port}`;
  resumeRegistrations(twin);
  course.resume();
  resumeValidations(twin);
  return {
    ...{ ...address, organizationId: state.organizationId, faults, switches: twin.switches },
    ...{ ...createChannel(twin), ...createPeople(twin), ...organization },
    moveSite(url) {
      twin.siteUrl = url;
    },
    pushMessage: (input) => createMessage(input, twin.siteUrl),
    sendStep: (step) => sendStep(twin, step),
    testSend: (test) => testSend(twin, test),
    ...{ segments: createSegments(twin), messages: createMessages(twin) },
    ...{ journeys, analytics: createAnalytics(twin) },
    interactions: () => structuredClone([...state.marketing.log.rows()]),
    settled: () => background.settled(),
    moving: course.moving,
    snapshot: () => snapshotOf({ ...state, switches: twin.switches.get() }),
    async close() {
      await course.rest();
      background.stop();
      await Promise.all([stop(server), close(), sender.close()]);
    },
  };
}

/** Does not keep the process alive. */
const rest = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false });

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Only the kind of error is recorded: its text might quote a credential. */
function reportSurprise(timeline: TimelinePort, error: unknown): void {
  timeline.record({
    ...{ traceId: newTraceId(), hop: 'dynamics', kind: 'twin.failed', outcome: 'failed' },
    summary: 'The Dynamics twin failed in the background; this is a mistake of the sandbox',
    detail: { error: error instanceof Error ? error.name : typeof error },
  });
}
