import type { CheckRun, PageKind } from '../../../../src/control/check-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useBusy } from '../../use-busy.ts';
import type { Target } from './targets.ts';

export interface Wish {
  targets: readonly Target[];
  pages: readonly PageKind[];
  only?: readonly number[];
  /** Path of the customer's site; empty: wherever its start page leads to. */
  link: string;
}

/**
 * Begins a run: phones that are lacking are made, and all are put on the wall, as it shows their pages. `onMade` is told
 * the key that a phone was chosen by and its id, also where the run is refused then.
 */
export function useStart(onMade: (key: string, id: string) => void): {
  starting: boolean;
  start(wish: Wish): Promise<CheckRun | undefined>;
} {
  const { client, notices, wall } = useLab();
  const [starting, run] = useBusy();
  const phoneOf = async ({ key, id, profile }: Target) => {
    if (id) return id;
    const made = await client.createPhone(profile);
    onMade(key, made.id);
    return made.id;
  };
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
      let begun: CheckRun | undefined;
      await run(async () => {
        begun = await notices.watch(begin(wish));
      });
      return begun;
    },
  };
}
