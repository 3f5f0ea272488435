import type { AppConfig } from '@journeys-push/contract/app-config';
import type { ClockPort, CreateShell } from '@journeys-push/shell/core';
import type { ProfileName } from '../control/wire.ts';
import type { TimelinePort } from '../timeline.ts';
import type { Origins } from './origins.ts';
import type { Profiles } from './profiles/catalogue.ts';
import type { PushNetwork } from './push-network.ts';

export interface PhoneOptions {
  /** `p1`, `p2` …. */
  id: string;
  profile: ProfileName;
  /** Where `profile` is looked up; default: the built-in ones. */
  profiles?: Profiles;
  /** Default: the model. */
  name?: string;
  config: AppConfig;
  origins: Origins;
  /** The built bridge (`@journeys-push/bridge/iife`). */
  bridge: string;
  push: PushNetwork;
  timeline: TimelinePort;
  /** A snapshot of this phone. A phone made from it has just been switched on: no app runs. */
  state?: unknown;
  clock?: ClockPort;
  /** Reaches the gateway and the hosts of tracked links. */
  fetch?: typeof fetch;
  /** The core in the app. Default: the shell's real one; the phone's own tests pass a probe. */
  createShell?: CreateShell;
}
