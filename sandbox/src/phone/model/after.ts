import type { Host } from './arrival.ts';
import { andThen, changed, type Next } from './next.ts';
import type { Operation } from './operation.ts';
import { asks } from './permission.ts';
import type { Phone } from './phone.ts';
import { rules } from './rules.ts';
import { flush } from './service.ts';

/**
 * Every way that §6 of the facts allows a phone to go on after an operation that it has not refused: state and operation
 * in, states and what became of pushes out. Where the facts are silent there are several.
 */
export function after(phone: Phone, operation: Operation, host: Host): Next[] {
  const rule = rules[operation.do] as (phone: Phone, operation: Operation, host: Host) => Next[];
  const act = (each: Phone) => rule(each, operation, host);
  const ways = act(phone);
  if (phone.doze && operation.do !== 'switch doze') ways.push(...awake(phone, act, host));
  return ways.map(({ phone: next, ...way }) => ({ ...way, phone: sensible(next) }));
}

/** Doze ends when somebody takes the phone in hand; when exactly what has waited then comes is not said. */
function awake(phone: Phone, act: (phone: Phone) => Next[], host: Host): Next[] {
  const up = changed(phone, { doze: false });
  const get = (each: Phone) => flush(each, host);
  return [...andThen(andThen(up, get), act), ...andThen(andThen(up, act), get)];
}

/** No question stays that the system would not ask. */
const sensible = (phone: Phone): Phone =>
  phone.asking && asks(phone.system, phone.permission) === false ? { ...phone, asking: false } : phone;
