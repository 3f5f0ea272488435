import type { TimelinePort } from '../timeline.ts';
import type { Background } from './background.ts';
import type { FaultBoard } from './faults.ts';
import type { PushSender } from './sending/push-sender.ts';
import type { DynamicsState } from './state.ts';
import type { SwitchBoard } from './switches.ts';

/** What every part of the twin works on. */
export interface Twin {
  state: DynamicsState;
  faults: FaultBoard;
  switches: SwitchBoard;
  timeline: TimelinePort;
  sender: PushSender;
  background: Background;
  /** Base of links that are authored as a path. */
  siteUrl: string;
  /** Origins of the API and of tracked links. */
  address: { publicEndpoint: string; linkOrigin: string };
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
  /** Rings once; the returned function cancels. */
  after(milliseconds: number, ring: () => void): () => void;
}
