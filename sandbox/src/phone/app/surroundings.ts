import type { Observation, SystemPermission, SystemToken } from '@journeys-push/shell/core';

/** What an app process asks of the phone around it. URLs are the site's. */
export interface Surroundings {
  permission(): SystemPermission;
  requestPermission(): Promise<SystemPermission>;
  token(): Promise<SystemToken>;
  openSettings(): void;
  /** False where no page could take the script. */
  run(script: string): boolean;
  /** What `location.origin` says in a page of this origin of the site's world. */
  pageOrigin(origin: string): string;
  load(url: string): Promise<void>;
  openOutside(url: string): void;
  observe(observation: Observation): void;
}
