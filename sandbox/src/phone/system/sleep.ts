import type { Scene } from '../state.ts';
import type { Tokens } from '../token/tokens.ts';

/** Android's Doze: a phone that lies still takes only what wakes it (facts: apns-fcm-phones.md §6.2, "Priority"). */
export interface Sleep {
  begin(): void;
  /** Takes what the push service has kept meanwhile. */
  wake(): void;
}

export function createSleep({ state, record, changed }: Scene, tokens: Pick<Tokens, 'fetchKept'>): Sleep {
  return {
    begin() {
      if (state.doze) return;
      state.doze = true;
      record({ kind: 'doze.started', summary: 'The phone lies still and sleeps (Doze).' });
      changed();
    },
    wake() {
      if (!state.doze) return;
      state.doze = false;
      record({ kind: 'doze.ended', summary: 'The phone wakes (end of Doze).' });
      changed();
      if (state.online) tokens.fetchKept();
    },
  };
}
