import { randomInt } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as z from 'zod';

/** What can go wrong with any request on its way, or at the door of any service. */
const latency = z.strictObject({ kind: z.literal('latency'), ms: z.int().min(0) });
/** The connection is cut and nothing is answered. */
const drop = z.strictObject({ kind: z.literal('drop') });
/** An answer that comes before the service looks at the request. `retryAfter` in seconds. */
const status = z.strictObject({
  kind: z.literal('status'),
  status: z.int().min(400).max(599),
  retryAfter: z.int().min(0).optional(),
});
/** Nothing is answered, and the connection stays open until the caller gives up. */
const hang = z.strictObject({ kind: z.literal('hang') });
/** An answer begins, and the connection ends in the midst of it. */
const halfClose = z.strictObject({ kind: z.literal('half-close') });
/** A 200 whose body is not what it says it is. */
const garbage = z.strictObject({ kind: z.literal('garbage') });

/** The effects that every twin has, for `z.discriminatedUnion('kind', [...commonEffects, own])`. */
export const commonEffects = [latency, drop, status, hang, halfClose, garbage] as const;
export const CommonEffect = z.discriminatedUnion('kind', [...commonEffects]);
export type CommonEffect = z.infer<typeof CommonEffect>;
/** What takes the place of an answer. */
export type WireEffect = Extract<CommonEffect, { kind: 'drop' | 'hang' | 'half-close' | 'garbage' }>;

/** When a fault strikes: what every fault has beside its effect. */
export const faultConditions = {
  /** Only requests to this device token. */
  token: z.string().min(1).optional(),
  /** The chance that a matching request is hit, by the twin's seed. */
  probability: z.number().min(0).max(1).default(1),
  /** How many requests it hits; absent: until it is removed. */
  times: z.int().min(1).optional(),
  /** Milliseconds of the sandbox's clock that it lasts; absent: until it is removed. */
  forMs: z.int().min(1).optional(),
};

/** What the rules need of a fault. `route` and `token` absent: any. */
export interface FaultCondition {
  route?: string | undefined;
  token?: string | undefined;
  probability: number;
  times?: number | undefined;
  forMs?: number | undefined;
  effect: { kind: string };
}

/** What a request is known by. */
export interface FaultTarget {
  route: string;
  token?: string | undefined;
}

/** A fault as it is kept; `struck`: how many requests it has hit. */
export type Planted<F> = F & { id: string; struck: number; left?: number; until?: number };

/** What a person or a test says to a twin about its faults. */
export interface FaultControls<F, Input = F> {
  /** Returns the fault's id; throws a ZodError for what is no fault of this twin. */
  plant(fault: Input): string;
  /** What is still planted, oldest first; `left`: hits to come, `until`: milliseconds since the epoch. */
  list(): Planted<F>[];
  /** Those that have ended by themselves, the newest first: used up, or over. Of the newest few. */
  ended(): Planted<F>[];
  /** False where there is none (any more). */
  remove(id: string): boolean;
  clear(): void;
  /** The same seed and the same requests give the same hits. */
  reseed(seed: number): void;
}

/** What strikes one request: all latencies together, and the first other effect. */
export interface Strike<E> {
  /** Milliseconds. */
  delayMs: number;
  effect?: Exclude<E, { kind: 'latency' }>;
}

export interface FaultRulesOptions<F, Input> {
  read(input: Input): F;
  now(): number;
  /** Default: another one at every start. */
  seed?: number;
}

/** The planted faults of one twin. Several may strike one request; each has its own chance. */
export function createFaultRules<
  E extends { kind: string },
  F extends FaultCondition & { effect: E },
  Input = F,
>({
  read,
  now,
  seed = randomInt(2 ** 31),
}: FaultRulesOptions<F, Input>): FaultControls<F, Input> & { strike(target: FaultTarget): Strike<E> } {
  const planted = new Map<string, Planted<F>>();
  let chance = xoroshiro128plus(seed);
  let count = 0;
  const used: Planted<F>[] = [];
  const isOver = ({ until = Infinity }: Planted<F>) => until <= now();
  function end(fault: Planted<F>): void {
    planted.delete(fault.id);
    used.unshift(fault);
    used.length = Math.min(used.length, MOST_ENDED);
  }

  function hits(fault: Planted<F>, { route, token }: FaultTarget): boolean {
    if (isOver(fault)) {
      end(fault);
      return false;
    }
    if (fault.route !== undefined && fault.route !== route) return false;
    if (fault.token !== undefined && fault.token.toLowerCase() !== token?.toLowerCase()) return false;
    return fault.probability === 1 || uniformInt(chance, 0, MOST) < fault.probability * (MOST + 1);
  }
  function useUp(fault: Planted<F>): void {
    fault.struck++;
    if (fault.left !== undefined && --fault.left <= 0) end(fault);
  }

  return {
    plant(input) {
      const fault = read(input);
      const id = `f${++count}`;
      const bounds: { left?: number; until?: number } = {};
      if (fault.times !== undefined) bounds.left = fault.times;
      if (fault.forMs !== undefined) bounds.until = now() + fault.forMs;
      planted.set(id, { ...fault, ...bounds, id, struck: 0 });
      return id;
    },
    list: () => structuredClone([...planted.values()].filter((fault) => !isOver(fault))),
    ended: () => structuredClone([...[...planted.values()].filter(isOver), ...used].slice(0, MOST_ENDED)),
    remove: (id) => planted.delete(id),
    clear: () => planted.clear(),
    reseed: (next) => {
      chance = xoroshiro128plus(next);
    },
    /** Uses up one hit of each fault that strikes. */
    strike(target) {
      const strike: Strike<E> = { delayMs: 0 };
      for (const fault of planted.values()) {
        const { effect } = fault;
        if (isLatency(effect)) {
          if (!hits(fault, target)) continue;
          strike.delayMs += effect.ms;
          useUp(fault);
        } else if (!strike.effect && hits(fault, target)) {
          strike.effect = effect as Exclude<E, { kind: 'latency' }>;
          useUp(fault);
        }
      }
      return strike;
    },
  };
}

const MOST_ENDED = 20;
const MOST = 2 ** 30 - 1;

const isLatency = (effect: { kind: string }): effect is z.infer<typeof latency> => effect.kind === 'latency';
