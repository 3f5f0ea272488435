import { setImmediate as turn } from 'node:timers/promises';
import { PEOPLE } from '../../app.ts';
import type { SimulatedPhone } from '../../phone/simulated-phone.ts';
import { openVmPage, type VmPage } from '../../phone/vm-page.ts';
import type { Act, Person, Profile } from './model.ts';

/** One call of a page: open, settled, or dead with the page that made it. */
export interface PageCall {
  name: string;
  state: 'open' | 'settled' | 'dead';
  /** What it resolved with; undefined: it has rejected. */
  answer?: unknown;
}

/** A phone in somebody's hand: the acts of the model, carried out. */
export interface Hand {
  name: string;
  phone: SimulatedPhone;
  page: VmPage;
  calls: PageCall[];
  /** Every token this phone has had, the present one last. */
  tokens: string[];
  do(act: Act): Promise<void>;
  close(): void;
}

/** A's user id needs the gateway's mapping rule; B's is the record's id itself. */
export const userIds: Record<Person, string> = { A: PEOPLE[0].userIds[0], B: PEOPLE[1].contactid };
export const contacts: Record<Person, string> = { A: PEOPLE[0].contactid, B: PEOPLE[1].contactid };

const names: Record<Profile, string> = {
  iphone: 'iPhone',
  'android-14': 'Android 14',
  'android-12': 'Android 12',
};

export function takeInHand(phone: SimulatedPhone): Hand {
  const page = openVmPage(phone);
  const calls: PageCall[] = [];
  const tokens = [phone.view().token];
  const call = (method: string, options = '') => {
    const one: PageCall = { name: method, state: 'open' };
    calls.push(one);
    const settle = (answer?: unknown) => {
      if (one.state === 'open') Object.assign(one, { state: 'settled', answer });
    };
    page.evaluate(`median.msdynamics.${method}(${options})`).then(settle, () => settle());
  };
  const register = (person: Person) => call('registerDevice', JSON.stringify({ userId: userIds[person] }));
  const acts: Record<Act, () => Promise<void> | void> = {
    prompt: () => call('promptNotificationPermission'),
    allow: () => phone.answerDialog('allow'),
    deny: () => phone.answerDialog('deny'),
    'register A': () => register('A'),
    'register B': () => register('B'),
    'log out': () => call('unregisterDevice'),
    async 'rotate token'() {
      await phone.rotateToken();
      tokens.push(phone.view().token);
    },
    background: () => phone.background(),
    async kill() {
      for (const one of calls) if (one.state === 'open') one.state = 'dead';
      await phone.kill();
    },
    launch: () => phone.launch(),
    'go offline': () => phone.setOnline(false),
    'go online': () => phone.setOnline(true),
  };
  return {
    ...{ name: names[phone.view().profile as Profile], phone, page, calls, tokens },
    async do(act) {
      await acts[act]();
      // One turn of the event loop: all that needs neither network nor time has happened. The page's call has
      // reached the shell, and the shell has stored it.
      await turn();
    },
    close() {
      page.close();
      phone.close();
    },
  };
}
