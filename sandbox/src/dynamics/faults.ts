import * as z from 'zod';
import {
  type CommonEffect,
  commonEffects,
  createFaultRules,
  type FaultControls,
  faultConditions,
  type Strike,
} from '../fault-rules.ts';

/** The requests that can be hit, by name; app.ts says which is which. The last two are Dataverse's. */
const requestRoutes = [
  ...(['register', 'register-batch', 'status', 'cleanup', 'cleanup-batch', 'event'] as const),
  ...(['register-v1', 'event-v1', 'link', 'token', 'dataverse'] as const),
] as const;
export type RequestRoute = (typeof requestRoutes)[number];

/** A request that comes in: what can go wrong on its way or at the door. */
const RequestFault = z.strictObject({
  /** Absent: any of them. */
  route: z.enum(requestRoutes).optional(),
  ...faultConditions,
  effect: z.discriminatedUnion('kind', [...commonEffects]),
});

/** The call of a callback URL. It is tried once, so `lost` is for ever (facts: dynamics.md §3). */
const WebhookFault = z.strictObject({
  route: z.literal('webhook'),
  ...faultConditions,
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lost') }),
    z.strictObject({ kind: z.literal('duplicated'), times: z.int().min(2).default(2) }),
    z.strictObject({ kind: z.literal('late'), ms: z.int().min(1) }),
  ]),
});

/** The device's row cannot be written: `FailedToStoreDevice` (§2). */
const StoreFault = z.strictObject({
  route: z.literal('store'),
  ...faultConditions,
  effect: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('store-fails') })]),
});

/** Dataverse is throttled: an outcome cannot be written, and after about an hour it is given up (§2, §4). */
const OutcomeFault = z.strictObject({
  route: z.literal('outcome'),
  ...faultConditions,
  effect: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('throttled') })]),
});

/** What the provider says to a push that then is not sent, as `PROJECT_NOT_PERMITTED` (§2, §11). */
const SendFault = z.strictObject({
  route: z.literal('send'),
  ...faultConditions,
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('refused'), reason: z.string().min(1) }),
  ]),
});

const WorkFault = z.discriminatedUnion('route', [WebhookFault, StoreFault, OutcomeFault, SendFault]);
type WorkFault = z.output<typeof WorkFault>;
type RequestFault = z.output<typeof RequestFault>;

export type DynamicsFault = RequestFault | WorkFault;
export type DynamicsFaultInput = z.input<typeof RequestFault> | z.input<typeof WorkFault>;
export type DynamicsFaults = FaultControls<DynamicsFault, DynamicsFaultInput>;

/** What the twin's own work is hit by. */
type WorkEffect<Route extends WorkFault['route']> = Extract<WorkFault, { route: Route }>['effect'];

/** The controls, and what the twin asks when something is due. */
export interface FaultBoard extends DynamicsFaults {
  /** Uses up a hit of what strikes a request; `tokens`: the device tokens that it names. */
  strikeRequest(route: RequestRoute, tokens: () => Promise<string[]>): Promise<Strike<CommonEffect>>;
  /** Uses up a hit of what strikes the twin's own work for one device. */
  strikeWork<Route extends WorkFault['route']>(route: Route, token: string): WorkEffect<Route> | undefined;
}

/** Two sets of rules, so that a fault of any request does not strike the twin's own work. */
export function createFaults(options: { now(): number; seed?: number }): FaultBoard {
  const requests = createFaultRules<CommonEffect, RequestFault>({ ...options, read: (fault) => fault });
  const work = createFaultRules<WorkFault['effect'], WorkFault>({ ...options, read: (fault) => fault });
  return {
    plant: (fault) =>
      isWork(fault) ? WORK + work.plant(WorkFault.parse(fault)) : requests.plant(RequestFault.parse(fault)),
    list: () => [...requests.list(), ...work.list().map(named)],
    ended: () => [...requests.ended(), ...work.ended().map(named)],
    remove: (id) => (id.startsWith(WORK) ? work.remove(id.slice(WORK.length)) : requests.remove(id)),
    clear() {
      requests.clear();
      work.clear();
    },
    reseed(seed) {
      requests.reseed(seed);
      work.reseed(seed);
    },
    async strikeRequest(route, tokens) {
      const wanted = requests
        .list()
        .flatMap(({ token }) => (token === undefined ? [] : [token.toLowerCase()]));
      if (wanted.length === 0) return requests.strike({ route });
      const token = (await tokens()).find((each) => wanted.includes(each.toLowerCase()));
      return requests.strike({ route, token });
    },
    strikeWork: <Route extends WorkFault['route']>(route: Route, token: string) =>
      work.strike({ route, token }).effect as WorkEffect<Route> | undefined,
  };
}

/** Before the id of a fault in the second set. */
const WORK = 'work-';
const named = <F extends { id: string }>(fault: F): F => ({ ...fault, id: WORK + fault.id });

const isWork = (fault: DynamicsFaultInput): fault is z.input<typeof WorkFault> =>
  WorkFault.options.some((option) => option.shape.route.value === fault.route);
