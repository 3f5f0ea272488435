import { useEffect, useState } from 'react';
import type { SiteAnswer } from '../../../src/control/site-wire.ts';
import { useLab } from '../lab-context.ts';

/** What came of asking sites for their page: `asking` until the answer is there. */
export type Tried = SiteAnswer | 'asking';

const AFTER_TYPING_MS = 400;

/** Asks whether a site answers, once its address has not changed for a moment; undefined without one. */
export function useTried(url: string | undefined): Tried | undefined {
  const { client } = useLab();
  const [tried, setTried] = useState<{ url: string; answer: SiteAnswer }>();
  useEffect(() => {
    if (url === undefined) return;
    let left = false;
    const timer = setTimeout(async () => {
      const answer = await client.trySite(url).catch((error: Error) => refused(error));
      if (!left) setTried({ url, answer });
    }, AFTER_TYPING_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [url, client]);
  if (url === undefined) return undefined;
  return tried?.url === url ? tried.answer : 'asking';
}

/** Asks all of them at once, when the component is first drawn. */
export function useAllTried(urls: readonly string[]): ReadonlyMap<string, Tried> {
  const { client } = useLab();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Tried>>(
    () => new Map(urls.map((url) => [url, 'asking'])),
  );
  useEffect(() => {
    let left = false;
    for (const url of urls)
      client
        .trySite(url)
        .catch((error: Error) => refused(error))
        .then((answer) => {
          if (!left) setAnswers((before) => new Map(before).set(url, answer));
        });
    return () => {
      left = true;
    };
  }, [urls, client]);
  return answers;
}

const refused = ({ message }: Error): SiteAnswer => ({ ok: false, code: 'unreachable', message });
