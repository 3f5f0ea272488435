import { createContext, useContext } from 'react';
import { useStore } from '../store.ts';
import type { Studio } from './create-studio.ts';
import type { Draft } from './draft.ts';

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): { studio: Studio; draft: Draft } {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs a StudioContext above it');
  return { studio, draft: useStore(studio.draft) };
}
