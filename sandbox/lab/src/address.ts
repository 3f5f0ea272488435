import { useSyncExternalStore } from 'react';
import { useLab } from './lab-context.ts';

/**
 * What the page's address says beside its path: a link shows somebody else the same. Each panel has parameters of its
 * own there; `panel` is the one in front.
 */
export interface Address {
  /** The query as it stands, as `?panel=timeline&trace=…`; empty without any. */
  get(): string;
  /** Replaces the query. `asStep`: “back” leads to the one before. */
  set(search: string, asStep?: boolean): void;
  subscribe(listener: () => void): () => void;
}

/** The address of this page. It follows “back” and “forward”. */
export function createAddress(): Address {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  addEventListener('popstate', tell);
  return {
    get: () => location.search,
    set(search, asStep = false) {
      if (search === location.search) return;
      history[asStep ? 'pushState' : 'replaceState'](null, '', `${location.pathname}${search}`);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same query with these parameters replaced; an empty value takes one away. */
export function withParameters(search: string, changes: Record<string, string>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes))
    if (value) query.set(name, value);
    else query.delete(name);
  // A list of names stays readable; a query may have both as they are.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `?${text}` : '';
}

/** One parameter of the address and how to change it; empty: it is not there. */
export function useParameter(name: string): [value: string, set: (value: string, asStep?: boolean) => void] {
  const { address } = useLab();
  const search = useSyncExternalStore(address.subscribe, address.get);
  return [
    new URLSearchParams(search).get(name) ?? '',
    (value, asStep) => address.set(withParameters(address.get(), { [name]: value }), asStep),
  ];
}
