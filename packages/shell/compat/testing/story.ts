import type { AppConfigInput } from '@journeys-push/contract/app-config';
import type { FakeGateway, Weather } from '../../test/fake-gateway.ts';

/** The three systems that differ in what they do. */
export type System = 'iphone' | 'android-14' | 'android-12';

/** The page's way to the shell: what the shell injects, or the client that pages use today. */
export type Library = 'median' | 'Median';

export type DialogAnswer = 'allow' | 'deny' | 'dismiss';

/** What a person and the world do to a phone. */
export type Act =
  | 'launch'
  | 'background'
  | 'kill'
  | 'reinstall'
  | 'offline'
  | 'online'
  /** The person goes to the system's settings, flips the app's switch, and comes back. */
  | 'switch off'
  | 'switch on'
  | 'replace the token';

/** A value that a story expects; `<token>`, `<uuid>` and `<time>` stand for what no two runs share. */
export type Expected = unknown;

export type Step =
  | { act: Act }
  /** A call of the page API, without its global. */
  | { call: string; answer: Expected }
  /** The page asks for permission; without `person`, no dialog may come. */
  | { ask: 'permission'; person?: DialogAnswer; answer: Expected }
  /** An expression of the page that comes to this by itself. */
  | { page: string; becomes: Expected }
  /** Dynamics sends; afterwards the notifications on the screen are these. */
  /** … `link` is of the site, or a whole URL. */
  | { push: string; link?: string; screen: string[] }
  | { tap: string; screen: string[] }
  /** From now on the gateway is like this. */
  | { weather: Weather }
  /** Where the phone has been led outside the app, last. */
  | { outside: string | null }
  /** What the gateway has been asked for since this was looked at last. */
  | { gateway: string[] }
  /** What the gateway holds of this installation. */
  | { held: Expected };

export interface Story {
  title: string;
  /** Default: all. */
  on?: System[];
  config?: Partial<AppConfigInput>;
  steps(system: System, library: Library): Step[];
}

/** A phone with the app on it, in the hand of a story; the simulated phone and the native app each have one. */
export interface StoryPhone {
  act(act: Act): Promise<void>;
  dialogIsUp(): boolean;
  answer(answer: DialogAnswer): Promise<void>;
  /** Hands a push to the phone as its system hands it to apps. */
  push(id: string, payload: unknown): Promise<void>;
  /** Titles of the notifications on the screen, the newest first. */
  screen(): string[];
  /** The person taps the notification with this title. */
  tap(title: string): Promise<void>;
  /** The last URL that was opened outside the app. */
  outside(): string | null;
  /** The awaited value of an expression of the page. Rejects while no page is there. */
  evaluate(expression: string): Promise<unknown>;
  /** Lets a little time go by. */
  pause(): Promise<void>;
  close(): Promise<void>;
}

export interface StoryPhoneOptions {
  system: System;
  library: Library;
  config: Partial<AppConfigInput>;
  /** The page's own scripts, in every document, after the shell's. */
  scripts: string[];
  gateway: FakeGateway;
}
