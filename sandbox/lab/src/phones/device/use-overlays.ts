import { useState } from 'react';

/** What the person has pulled over the app, one at a time. */
export type Overlay = 'shade' | 'recents' | 'settings';

/** `settings` stays below a shade that is pulled down. */
export function useOverlays() {
  const [shade, setShade] = useState(false);
  const [page, setPage] = useState<'recents' | 'settings'>();
  return {
    shade,
    recents: page === 'recents',
    settings: page === 'settings',
    show(overlay: Overlay) {
      setShade(overlay === 'shade');
      if (overlay !== 'shade') setPage(overlay);
    },
    closeShade: () => setShade(false),
    putAway() {
      setShade(false);
      setPage(undefined);
    },
  };
}
