import type { FaultPlant, TwinName } from '../../../src/control/twin-wire.ts';
import type { Phone } from '../../../src/control/wire.ts';
import { effectsOf, reasonsOf } from './words.ts';

/** The form as typed. */
export interface FaultDraft {
  twin: TwinName;
  route: string;
  kind: string;
  /** For `status`. */
  status: string;
  /** Seconds; may be empty. */
  retryAfter: string;
  /** For `latency` and `late`: milliseconds. */
  ms: string;
  /** For `refuse` and `refused`. */
  reason: string;
  /** For `duplicated`. */
  copies: string;
  bound: 'removed' | 'times' | 'time';
  times: string;
  minutes: string;
  /** Per cent. */
  chance: string;
  /** Id of the only phone that it is for; empty: any. */
  phone: string;
}

export const emptyFault: FaultDraft = {
  ...{ twin: 'dynamics', route: '', kind: 'status', status: '429', retryAfter: '30', ms: '2000' },
  ...{ reason: '', copies: '2', bound: 'times', times: '5', minutes: '10', chance: '100', phone: '' },
};

/** What the form offers follows what was chosen before it. */
export function settle(draft: FaultDraft): FaultDraft {
  const kinds = effectsOf(draft.twin, draft.route);
  const kind = kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? '');
  const reasons = kind === 'refuse' ? reasonsOf(draft.twin) : [];
  const reason = kind === 'refuse' && !reasons.includes(draft.reason) ? (reasons[0] ?? '') : draft.reason;
  return { ...draft, kind, reason };
}

export type FaultErrors = Partial<Record<keyof FaultDraft, string>>;

/**
 * The fault as it is planted, or what must be corrected first. A phone is named by the token that it has now: tokens
 * change while somebody fills in the form.
 */
export function readFault(
  draft: FaultDraft,
  phones: readonly Pick<Phone, 'id' | 'token'>[],
): { plant: FaultPlant } | { errors: FaultErrors } {
  const errors: FaultErrors = {};
  const number = (name: keyof FaultDraft, { min, max = 1e9 }: { min: number; max?: number }) => {
    const value = Number(draft[name].trim() || Number.NaN);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    errors[name] = max < 1e9 ? `A whole number from ${min} to ${max}.` : `A whole number from ${min}.`;
    return min;
  };
  const effect = effectIn(draft, { number, errors });
  const bounds = {
    ...(draft.bound === 'times' ? { times: number('times', { min: 1 }) } : {}),
    ...(draft.bound === 'time' ? { forMs: number('minutes', { min: 1, max: 1_000_000 }) * 60_000 } : {}),
  };
  const chance = number('chance', { min: 1, max: 100 });
  // One that is gone is no longer offered: the form shows “Every phone” by then.
  const token = phones.find(({ id }) => id === draft.phone)?.token;
  if (Object.keys(errors).length > 0) return { errors };
  return {
    plant: {
      ...{ twin: draft.twin, effect, ...bounds },
      ...(draft.route ? { route: draft.route } : {}),
      ...(token ? { token } : {}),
      ...(chance < 100 ? { probability: chance / 100 } : {}),
    },
  };
}

interface Reading {
  number(name: keyof FaultDraft, range: { min: number; max?: number }): number;
  errors: FaultErrors;
}

function effectIn(draft: FaultDraft, { number, errors }: Reading): FaultPlant['effect'] {
  const { kind } = draft;
  const retryAfter = draft.retryAfter.trim() ? { retryAfter: number('retryAfter', { min: 0 }) } : {};
  if (kind === 'status') return { kind, status: number('status', { min: 400, max: 599 }), ...retryAfter };
  if (kind === 'latency' || kind === 'late') return { kind, ms: number('ms', { min: 1 }) };
  if (kind === 'duplicated') return { kind, times: number('copies', { min: 2, max: 100 }) };
  if (kind !== 'refuse' && kind !== 'refused') return { kind };
  if (!draft.reason.trim()) errors.reason = 'Say with which reason.';
  return { kind, reason: draft.reason.trim(), ...(kind === 'refuse' ? retryAfter : {}) };
}
