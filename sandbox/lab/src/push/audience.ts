import type { Person } from '../../../src/control/people-wire.ts';

/** Whom a push goes to. */
export interface Audience {
  kind: 'contact' | 'segment';
  /** Empty: there is no such contact or segment. */
  id: string;
}

/** What the lab knows of somebody, as far as a push is concerned. */
export interface Addressee {
  id: string;
  name: string;
  devices: number;
  /** They do not want marketing material: Dataverse’s `donotsendmm`. */
  refuses: boolean;
  trackingConsent: boolean;
  columns: Person['columns'];
}

/** Who gets a push now, and who does not. */
export interface Outlook {
  reached: Addressee[];
  withoutDevice: Addressee[];
  /** They have refused marketing material, and Dynamics would send to them all the same. */
  refusing: Addressee[];
}

/** `leaveOut`: those who refuse marketing material are not sent to. */
export function outlookOf(people: readonly Addressee[], leaveOut: boolean): Outlook {
  const refusing = people.filter(({ refuses }) => refuses);
  const asked = leaveOut ? people.filter(({ refuses }) => !refuses) : people;
  return {
    reached: asked.filter(({ devices }) => devices > 0),
    withoutDevice: asked.filter(({ devices }) => devices === 0),
    refusing: [...refusing],
  };
}

/** Who is sent to. One contact is named as such, also before it is known what they have agreed to. */
export function recipientsOf(
  { kind, id }: Audience,
  people: readonly Addressee[],
  { reached, withoutDevice }: Outlook,
): { contact: string } | { personIds: string[]; leftOut: number } {
  const personIds = [...reached, ...withoutDevice].map((person) => person.id);
  const leftOut = people.length - personIds.length;
  return kind === 'contact' && leftOut === 0 ? { contact: id } : { personIds, leftOut };
}
