import { createStore, type Store } from './store.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Theme {
  choice: Store<ThemeChoice>;
  /** What is shown now. */
  dark: Pick<Store<boolean>, 'get' | 'subscribe'>;
}

const KEY = 'journeys-push-lab-theme';

/** Follows the system until the person chooses; the choice is kept in `storage`. */
export function createTheme(system: MediaQueryList, storage: Storage): Theme {
  const stored = storage.getItem(KEY);
  const choice = createStore<ThemeChoice>(stored === 'light' || stored === 'dark' ? stored : 'system');
  const isDark = () => (choice.get() === 'system' ? system.matches : choice.get() === 'dark');
  const dark = createStore(isDark());
  system.addEventListener('change', () => dark.set(isDark()));
  choice.subscribe(() => {
    storage.setItem(KEY, choice.get());
    dark.set(isDark());
  });
  return { choice, dark };
}
