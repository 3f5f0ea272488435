import type { Journey, Kit, KitClock, KitFaults, KitPhone } from '../../kit/kit.ts';
import type { Backend } from './backend.ts';
import { failure, until } from './expectations.ts';

/** What a scenario is told with. */
export interface Story {
  /** Anna's phone: new, of the profile that the scenario is told on, with the app open. */
  phone: KitPhone;
  /** Who the story is about. Nobody else's devices and pushes are hers. */
  anna: Person;
  /** Somebody else. */
  person(name: string): Promise<Person>;
  /** What a marketer does. */
  journey: Journey;
  dynamics: Dynamics;
  clock: KitClock;
  faults: StoryFaults;
  /** The app's own server, which knows who its users are. */
  backend: Backend;
  /** One sentence of the story, and what is done for it. */
  step: Step;
  /** For all that the words above do not say. */
  kit: Kit;
}

export type Step = <T>(sentence: string, act: () => Promise<T>) => Promise<T>;

/** Somebody whom Dynamics knows; the app knows them by the same id. */
export interface Person {
  name: string;
  userId: string;
}

/** The device table of the mobile app channel. */
export interface Dynamics {
  /** It holds so many devices for this person, all of them good. */
  holds(person: Person, devices: number): Promise<void>;
}

export interface StoryFaults {
  /** The returned function ends it. */
  plant(fault: Parameters<KitFaults['plant']>[0]): Promise<() => Promise<void>>;
}

/** Makes somebody up, in Dynamics and only there. */
export async function createPerson(kit: Pick<Kit, 'person'>, name: string): Promise<Person> {
  const { userId } = await kit.person({ fullName: name });
  return { name, userId };
}

export function dynamicsOf({ devices }: Pick<Kit, 'devices'>): Dynamics {
  const rowsOf = async ({ userId }: Person) =>
    (await devices()).filter((row) => plain(row.userId) === plain(userId) && row.result === 'Success');
  return {
    holds: (person, wanted) =>
      until(
        async () => (await rowsOf(person)).length,
        (came) => came === wanted,
        (came) =>
          failure({
            expected: `Dynamics to hold ${count(wanted)} for ${person.name}`,
            came: count(came),
            remedy: 'See what the gateway and Dynamics say in the timeline of this phone.',
          }),
      ).then(() => undefined),
  };
}

export const faultsOf = ({ faults, control }: Pick<Kit, 'faults' | 'control'>): StoryFaults => ({
  async plant(fault) {
    const { twin, id } = await faults.plant(fault);
    // It may have struck as often as it could.
    return () =>
      control.removeFault(twin, id).then(
        () => undefined,
        () => undefined,
      );
  },
});

const plain = (id: string) => id.replaceAll('-', '').toLowerCase();
const count = (devices: number) => (devices === 1 ? 'one device' : `${devices || 'no'} devices`);
