import type { Phone, ProfileName } from '../control/wire.ts';
import type { CheckedChannel } from './channel.ts';
import type { CheckedPhone } from './phone.ts';
import type { Evidence } from './result.ts';
import type { Stage } from './stage.ts';

/** What an item can say about a phone before it is run. */
export interface PhoneKind extends Pick<Phone, 'platform' | 'apiLevel' | 'targetLevel'> {
  profile: ProfileName;
}

/** What an item works with. */
export interface Scene {
  phone: CheckedPhone;
  channel: CheckedChannel;
  /** The person that the phone is registered for: an id the page knows, and their record in Dynamics. */
  person: { userId: string; contactId: string };
  /** Where pushes lead: a path of the site that is not its start page. */
  link: string;
  /** Puts the phone into the situation an item starts from, by other ways than those that the item judges. */
  stage: Stage;
  /** The page is the customer's, which may do things by itself. */
  ownPage: boolean;
  /** Keeps what was seen. */
  note(evidence: Evidence): void;
}

/** One line of the vendor's checklist (spec.md §3). */
export interface Item {
  number: number;
  title: string;
  appliesTo(phone: PhoneKind): boolean;
  /** Its call is to be refused: where that stops is no cause of a failure. */
  wantsRefusal?: true;
  /** Judges it by what is seen from outside; throws NotPassed. */
  run(scene: Scene): Promise<void>;
}

export const everyPhone = () => true;

/** Since API level 33 Android asks for apps that know of it (facts: apns-fcm-phones.md §6.2); iOS always has. */
export const hasDialog = ({ platform, apiLevel = 0, targetLevel = apiLevel }: PhoneKind) =>
  platform === 'ios' || Math.min(apiLevel, targetLevel) >= 33;
