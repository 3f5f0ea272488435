/** `location` and `history` of one document. */
export function createPlace({ url, onNavigate }: { url: string; onNavigate(url: string): void }) {
  let here = new URL(url);
  const move = (to?: string | null) => {
    if (to) here = new URL(to, here);
  };
  return {
    url: () => here.href,
    history: {
      pushState: (_state: unknown, _title: string, to?: string | null) => move(to),
      replaceState: (_state: unknown, _title: string, to?: string | null) => move(to),
    },
    location: (dispatch: (event: string) => void) => {
      const assign = (to: string) => {
        const target = new URL(to, here);
        const sameDocument = target.hash && target.href.split('#')[0] === here.href.split('#')[0];
        if (!sameDocument) return onNavigate(target.href);
        here = target;
        dispatch('hashchange');
      };
      return {
        get href() {
          return here.href;
        },
        set href(to: string) {
          assign(to);
        },
        get origin() {
          return here.origin;
        },
        get pathname() {
          return here.pathname;
        },
        get search() {
          return here.search;
        },
        get hash() {
          return here.hash;
        },
        assign,
        replace: assign,
        reload: () => onNavigate(here.href),
      };
    },
  };
}
