import { after } from './after.ts';
import type { Host } from './arrival.ts';
import { changed } from './next.ts';
import type { Operation } from './operation.ts';
import type { Phone } from './phone.ts';
import { refuses } from './refusal.ts';
import { contradictions, fits, type Sight } from './sight.ts';

/** Follows a phone through what happens to it, and says where it contradicts §6 of the facts. */
export interface Oracle {
  /** The phone has done the operation, or refused it. What comes back is empty, or says what contradicts the facts. */
  judge(operation: Operation, seen: Sight & { refused: boolean }, host: Host): string[];
}

export function createOracle(first: Phone): Oracle {
  // All states that it may be in, by what was seen so far.
  let possible: Phone[] = [first];
  return {
    judge(operation, seen, host) {
      const all = possible.flatMap((phone) => {
        const rule = refuses(phone, operation);
        if (seen.refused) return rule === false ? [] : changed(phone);
        return rule === true ? [] : after(phone, operation, host);
      });
      if (all.length === 0)
        return [
          seen.refused ? 'the phone refuses what it has to do' : 'the phone does what it has to refuse',
        ];
      const fitting = all.filter((way) => fits(way, seen));
      if (fitting.length === 0) return nearest(all.map((way) => contradictions(way, seen)));
      possible = distinct(fitting.map(({ phone }) => phone));
      return [];
    },
  };
}

/** Of many ways that do not fit, the one that comes closest tells most. */
const nearest = (faults: string[][]): string[] =>
  faults.reduce((least, each) => (each.length < least.length ? each : least));

const distinct = (phones: Phone[]): Phone[] =>
  phones.length === 1 ? phones : [...new Map(phones.map((phone) => [JSON.stringify(phone), phone])).values()];
