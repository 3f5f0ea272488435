import { useEffect } from 'react';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import type { Builds } from './build/create-builds.ts';
import type { Studio } from './create-studio.ts';

/** The file may change on the disk at any time; a build moves on faster. */
const FILE_MS = 2000;
const BUILD_MS = 500;

/** Follows the folder and the build as long as somebody looks. */
export function useLooking(studio: Studio, builds: Builds): void {
  const { panel, connection } = useLab();
  const looked = useStore(panel) === 'studio';
  const isRunning = useStore(builds.build).state === 'running';
  useEffect(() => {
    if (!looked) return;
    const may = () => connection.status.get() === 'open' && document.visibilityState === 'visible';
    void studio.refresh();
    void builds.look();
    const timer = setInterval(() => may() && studio.refresh(), FILE_MS);
    const stop = connection.status.subscribe(() => may() && studio.refresh());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [studio, builds, looked, connection]);
  // Nobody need look at a build for it to be followed to its end.
  useEffect(() => {
    const timer = setInterval(() => void builds.look(), isRunning ? BUILD_MS : FILE_MS * 2);
    return () => clearInterval(timer);
  }, [builds, isRunning]);
  // A plan is one of the saved configuration.
  const { project } = useStore(studio.draft);
  const planned = project?.canBuild ? project.version : '';
  useEffect(() => {
    if (planned) void builds.replan();
  }, [builds, planned]);
}
