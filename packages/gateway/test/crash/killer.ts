import { setTimeout as sleep } from 'node:timers/promises';
import type { Mortal } from './processes.ts';

export interface KillerOptions {
  gateways: Mortal[];
  postgres: Mortal;
  random: () => number;
  /** Nobody is killed any more. */
  isOver: () => boolean;
}

/** Nobody dies again before so much was answered: on a slow machine, too, there must be something to lose. */
const ANSWERS = 5;

/** Kills gateways and PostgreSQL with SIGKILL; each comes back. */
export interface Killer {
  kills: { gateway: number; postgres: number };
  /** Now and then, until it is over. */
  rage(): Promise<void>;
  /** The gateway at this URL has just answered: what it acknowledged must last, whoever dies at this very moment. */
  strike(url: string): void;
  /** Resolves when everybody is back. */
  end(): Promise<void>;
}

export function createKiller({ gateways, postgres, random, isOver }: KillerOptions): Killer {
  const kills = { gateway: 0, postgres: 0 };
  const dying = new Set<Mortal>();
  const answers = new Map<Mortal, number>();
  const deaths: Promise<void>[] = [];
  const kill = (victim: Mortal | undefined) => {
    if (!victim || dying.has(victim) || (answers.get(victim) ?? 0) < ANSWERS) return;
    dying.add(victim);
    answers.set(victim, 0);
    kills[victim === postgres ? 'postgres' : 'gateway'] += 1;
    deaths.push(victim.die().finally(() => dying.delete(victim)));
  };
  return {
    kills,
    async rage() {
      while (!isOver()) {
        await sleep(200 + random() * 1_200);
        const dice = random();
        if (dice < 0.2) kill(postgres);
        if (dice >= 0.2 && dice < 0.6) kill(gateways[0]);
        if (dice >= 0.5) kill(gateways[1]);
      }
    },
    strike(url) {
      const gateway = gateways.find((one) => one.url() === url);
      for (const one of [postgres, ...(gateway ? [gateway] : [])])
        answers.set(one, (answers.get(one) ?? 0) + 1);
      const dice = isOver() ? 1 : random();
      if (dice < 0.03) kill(gateway);
      else if (dice < 0.07) kill(postgres);
    },
    async end() {
      await Promise.all(deaths);
    },
  };
}
