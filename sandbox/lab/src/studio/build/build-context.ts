import { createContext, useContext } from 'react';
import type { StudioBuild, StudioPlan } from '../../../../src/control/studio-wire.ts';
import { useStore } from '../../store.ts';
import type { Builds } from './create-builds.ts';

export const BuildContext = createContext<Builds | null>(null);

export function useBuilds(): { builds: Builds; build: StudioBuild; plan: StudioPlan | undefined } {
  const builds = useContext(BuildContext);
  if (!builds) throw new Error('useBuilds needs a BuildContext above it');
  return { builds, build: useStore(builds.build), plan: useStore(builds.plan) };
}
