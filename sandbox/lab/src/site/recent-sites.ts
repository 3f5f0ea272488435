const KEY = 'journeys-push.recent-sites';
const MOST = 5;

/** Addresses that were shown from this browser, the last one first. */
export function recentSites(storage: Pick<Storage, 'getItem'>): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberSite(storage: Pick<Storage, 'getItem' | 'setItem'>, url: string): void {
  const others = recentSites(storage).filter((one) => one !== url);
  try {
    storage.setItem(KEY, JSON.stringify([url, ...others].slice(0, MOST)));
  } catch {
    // A full or forbidden storage: then it is not remembered.
  }
}
