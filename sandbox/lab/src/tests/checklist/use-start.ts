import { useState } from 'react';
import type { CheckRun, PageKind } from '../../../../src/control/check-wire.ts';
import { useLab } from '../../lab-context.ts';
import type { Target } from './targets.ts';

export interface Wish {
  targets: readonly Target[];
  pages: readonly PageKind[];
  only?: readonly number[];
  /** Path of the customer's site; empty: wherever its start page leads to. */
  link: string;
}

/** Begins a run: phones that are lacking are made, and all are put on the wall, as it shows their pages. */
export function useStart(): { starting: boolean; start(wish: Wish): Promise<CheckRun | undefined> } {
  const { client, notices, wall } = useLab();
  const [starting, setStarting] = useState(false);
  const phoneOf = async ({ id, profile }: Target) => id ?? (await client.createPhone(profile)).id;
  const begin = async ({ targets, pages, only, link }: Wish) => {
    const phones: string[] = [];
    for (const target of targets) phones.push(await phoneOf(target));
    wall.showAll(phones);
    return client.startCheck({
      ...{ phones, pages: [...pages] },
      ...(only ? { only: [...only] } : {}),
      ...(link ? { link } : {}),
    });
  };
  return {
    starting,
    async start(wish) {
      setStarting(true);
      const run = await notices.watch(begin(wish));
      setStarting(false);
      return run;
    },
  };
}
