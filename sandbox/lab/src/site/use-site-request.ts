import { useEffect, useRef, useState } from 'react';
import type { SiteChange } from '../../../src/control/site-wire.ts';
import { withParameters } from '../address.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { BUILT_IN, isShown, requestedSite } from './site-request.ts';

/** The site that the page's address asks for, and keeping that address true. */
export interface SiteRequest {
  /** Waits for the person: the phones show another one, and everybody at this sandbox shares it. */
  asked: Required<SiteChange> | undefined;
  /** The person has chosen this site: the page's address says so from now on, and can be sent to others. */
  chosen(site: Required<SiteChange>): void;
  /** The person keeps what is shown. */
  declined(): void;
}

export function useSiteRequest(): SiteRequest {
  const { address, ...lab } = useLab();
  const info = useStore(lab.info);
  const [asked, setAsked] = useState<Required<SiteChange>>();
  const first = useRef(true);
  const write = (app: string, allow: string) => address.set(withParameters(address.get(), { app, allow }));
  useEffect(() => {
    if (!info) return;
    const query = new URLSearchParams(address.get());
    const wanted = requestedSite(query.get('app') ?? '', query.get('allow') ?? '');
    const isNew = first.current;
    first.current = false;
    if (!query.has('app') || (wanted && isShown(wanted, info))) return;
    if (isNew && wanted) return setAsked(wanted);
    // Somebody has changed the site since: the address would ask for what was.
    address.set(withParameters(address.get(), { app: '', allow: '' }));
  }, [info, address]);
  return {
    asked,
    chosen(site) {
      setAsked(undefined);
      write(site.url ?? BUILT_IN, site.allow.join(','));
    },
    declined() {
      if (asked) write('', '');
      setAsked(undefined);
    },
  };
}
