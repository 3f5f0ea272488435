import type { Story } from './story.ts';

/** A story about people and their phones that is true of the product: told in sentences, and done by a program. */
export interface Scenario {
  /** What holds when it has passed: a sentence without a full stop. */
  title: string;
  /** What users of push SDKs ask for that it answers, by its rank in docs/scenarios.md. */
  asks?: number[];
  /** Profiles of phones on which it is told. */
  phones: string[];
  /** Why nothing else may happen in its sandbox meanwhile: it moves the time, for example. Absent: it minds nobody. */
  alone?: string;
  /** What its sandbox must be like; it then gets one of its own. */
  sandbox?: SandboxNeeds;
  run(story: Story): Promise<void>;
}

/** How a sandbox differs from the usual one. */
export interface SandboxNeeds {
  /** The gateway registers a person only with a token that the app's backend has signed. */
  identity?: 'required';
  /** The page decides what becomes of a notification while the app is in front. */
  foreground?: 'page';
  /** The gateway is that of an app from the store. */
  apns?: 'production';
  /** After so many days the gateway renews what Dynamics has confirmed, when it hears of the phone again. */
  renewAfterDays?: number;
}

/** A scenario with the name of its file. */
export interface NamedScenario extends Scenario {
  name: string;
}

/** Tells a scenario; what a file of one exports by default. */
export const scenario = (told: Scenario): Scenario => told;
