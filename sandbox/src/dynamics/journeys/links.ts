import { randomBytes } from 'node:crypto';
import { readUrl } from '../../read-url.ts';
import { newTraceId } from '../../trace.ts';
import type { Twin } from '../twin.ts';
import { recordInteraction } from './interactions.ts';

/** Links stop tracking six months after sending, and still redirect (facts: dynamics.md §5). */
const TRACKED_FOR_MS = 183 * 24 * 3600 * 1000;
/** Ours: the oldest links go. */
const MAX_LINKS = 500_000;

/** Where a tracked link lives on its own host, as since 2026-06-10 (§5). */
export const LINK_PATH = '/api/orgs/:org/r/:id';

/** Makes the redirect URL of one person's push. */
export function trackLink({ state, address, now }: Twin, originalLink: string, trackingId: string): string {
  // Hex: what is told in words knows an id by its digits, and names it.
  const id = randomBytes(16).toString('hex');
  state.links.set(id, { id, originalLink, trackingId, at: now() });
  if (state.links.size > MAX_LINKS) state.links.delete(state.links.keys().next().value ?? '');
  return `${address.linkOrigin}/api/orgs/${state.organizationId}/r/${id}`;
}

/** Follows a redirect: where it leads; undefined for an unknown one, or one that is no URL. `clicked`: count it. */
export function followLink(twin: Twin, id: string, clicked: boolean): string | undefined {
  const link = twin.state.links.get(id);
  if (!link) return undefined;
  const { trackingId, originalLink, at } = link;
  // A column may have made it none: `https://{{contact.site}}/`.
  const goal = readUrl(originalLink);
  if (!goal) return undefined;
  if (clicked && twin.now() - at < TRACKED_FOR_MS) {
    recordInteraction(twin, { trackingId, what: 'clicked', by: 'link', traceId: newTraceId() });
  }
  return goal.href;
}
