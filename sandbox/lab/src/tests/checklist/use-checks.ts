import { useCallback, useEffect, useState } from 'react';
import type { CheckRun } from '../../../../src/control/check-wire.ts';
import { useParameter, withParameters } from '../../address.ts';
import { useLab } from '../../lab-context.ts';
import { useAnswer } from '../use-answer.ts';
import { useAskedAgain } from '../use-asked-again.ts';
import { isUnderWay } from '../words.ts';

/** How often a run that is under way is looked at. */
const LOOK_MS = 400;

export interface Checks {
  /** Newest first; undefined until the sandbox has said. */
  runs: readonly CheckRun[] | undefined;
  /** The one that is shown. */
  run: CheckRun | undefined;
  /** The one that is under way, be it shown or not: there is one at a time. */
  underWay: CheckRun | undefined;
  /** The address names one that this sandbox does not know. */
  unknown: boolean;
  /** Shows it; without one, what could be run. */
  show(run: CheckRun | undefined): void;
  /** Keeps what the sandbox said of a run. */
  keep(run: CheckRun): void;
}

/**
 * The runs of this sandbox, and the one that the page's address names. One that is under way is followed; where the address
 * names none, it is written there, so that it stays shown when it ends.
 */
export function useChecks(): Checks {
  const { client, address } = useLab();
  const [chosen, choose] = useParameter('run');
  const { value: runs, refresh } = useAnswer(client.checks);
  useAskedAgain(refresh);
  const [fresh, setFresh] = useState<readonly CheckRun[]>([]);
  const keep = useCallback((run: CheckRun) => {
    setFresh((before) => [run, ...before.filter(({ id }) => id !== run.id)]);
  }, []);
  const known = runs && merged(fresh, runs);
  const underWay = known?.find(isUnderWay);
  const run = chosen ? known?.find(({ id }) => id === chosen) : underWay;
  useFollowed(underWay?.id ?? '', keep);
  const unnamed = chosen === '' ? (underWay?.id ?? '') : '';
  useEffect(() => {
    if (unnamed !== '') address.set(withParameters(address.get(), { run: unnamed }));
  }, [address, unnamed]);
  return {
    ...{ runs: known, run, underWay, keep },
    unknown: chosen !== '' && known !== undefined && run === undefined,
    show: (next) => choose(next?.id ?? '', true),
  };
}

/** What was told last of each run, newest first. */
const merged = (fresh: readonly CheckRun[], runs: readonly CheckRun[]): CheckRun[] =>
  [...fresh, ...runs.filter(({ id }) => !fresh.some((one) => one.id === id))].sort(
    (a, b) => b.startedAt - a.startedAt,
  );

/** Looks at this run again and again until it has ended; an empty id: at none. */
function useFollowed(id: string, keep: (run: CheckRun) => void): void {
  const { client } = useLab();
  useEffect(() => {
    if (id === '') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      // A sandbox that is away for a moment is asked again; the lab says that it is away.
      const seen = await client.checkRun(id).catch(() => undefined);
      if (over) return;
      if (seen) keep(seen);
      if (!seen || isUnderWay(seen)) timer = setTimeout(look, LOOK_MS);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, id, keep]);
}
