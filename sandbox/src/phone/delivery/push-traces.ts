import { FcmMessage } from '@journeys-push/contract/dynamics-phone';
import { readUrl } from '../../read-url.ts';

/** Finds the push behind a link that the app opens: on a phone nothing else connects the two. */
export interface PushTraces {
  remember(payload: unknown, traceId: string): void;
  /** By its link or original link. */
  find(url: string): string | undefined;
}

const REMEMBERED = 100;

export function createPushTraces(): PushTraces {
  const traces = new Map<string, string>();
  return {
    remember(payload, traceId) {
      // Both platforms carry Dynamics' keys under `data` (facts: dynamics.md §5).
      const { link, originalLink } = FcmMessage.safeParse(payload).data?.data ?? {};
      for (const url of [link, originalLink]) {
        if (!url) continue;
        traces.delete(normal(url));
        traces.set(normal(url), traceId);
      }
      while (traces.size > REMEMBERED) traces.delete(traces.keys().next().value ?? '');
    },
    find: (url) => traces.get(normal(url)),
  };
}

const normal = (url: string) => readUrl(url)?.href ?? url;
