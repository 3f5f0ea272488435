import type { ControlClient } from '../../../../src/control/client.ts';
import type { WantedPhone } from '../../../../src/control/pick-phones.ts';
import type { Phone } from '../../../../src/control/wire.ts';
import { type Address, withParameters } from '../../address.ts';
import { type Connection, NOT_TOLD } from '../../connection/connection.ts';
import type { Notices } from '../../notices.ts';
import { createStore, type Store } from '../../store.ts';
import { createAnnounced } from './announced.ts';
import { movedTo, type Order, phonesOn, withoutPhone, withPhones } from './order.ts';
import { checkSetup, readSetup, type SetupProblem, writeSetup } from './setup.ts';

/** Which phones are on the wall, in which order. The page's address says it too. */
export interface Wall extends Pick<Store<WallState>, 'get' | 'subscribe'> {
  /** Puts a phone on the wall, if it is not there, and brings it into view. */
  show(id: string): void;
  /** Puts all of them on the wall, in place of others where it is full; brings the last new one into view. */
  showAll(ids: readonly string[]): void;
  /** Brings a phone of the wall into view, where it shows one at a time. */
  look(id: string): void;
  /** Takes it off the wall; it goes on existing, without a page. */
  hide(id: string): void;
  /** To a place, counted from 0. */
  move(id: string, at: number): void;
  dismissProblem(): void;
}

export interface WallState {
  order: Order;
  /** The phone that was brought into view last. */
  picked: string;
  /** Phones that the address names are being made. */
  settingUp: boolean;
  problem: SetupProblem | undefined;
}

export interface WallOptions {
  address: Address;
  client: Pick<ControlClient, 'profiles' | 'setUpPhones'>;
  connection: Pick<Connection, 'phones' | 'status'>;
  notices: Pick<Notices, 'watch'>;
}

/** The parameter of the address. */
const NAME = 'phones';

/** The wall as the address names it when the lab is opened; from then on the address follows the wall. */
export function createWall({ address, client, connection, notices }: WallOptions): Wall {
  const asked = readSetup(new URLSearchParams(address.get()).get(NAME) ?? '');
  const store = createStore<WallState>({
    ...{ order: undefined, picked: '', problem: undefined },
    settingUp: asked.length > 0,
  });
  const change = (part: Partial<WallState>) => store.set({ ...store.get(), ...part });
  const { phones } = connection;
  const announced = createAnnounced(phones);
  const shown = () => phonesOn(store.get().order, phones.get());
  /** What is chosen stays so before it is told; while the wall waits, nothing else stands there. */
  const placed = () => {
    const { order = [], settingUp } = store.get();
    const chosen = order.filter(announced.has);
    return chosen.length > 0 || settingUp ? chosen : shown().map(({ id }) => id);
  };
  const arrange = (how: (ids: string[]) => string[], part: Partial<WallState> = {}) =>
    change({ ...part, order: how(placed()) });
  const put = (ids: readonly string[], picked: string) => {
    announced.add(ids);
    arrange((before) => withPhones(before, ids), { picked });
  };

  const write = () => {
    const { order, settingUp } = store.get();
    if (settingUp || phones.get() === NOT_TOLD) return;
    const text = order === undefined ? '' : writeSetup(shown(), phones.get());
    address.set(withParameters(address.get(), { [NAME]: text }));
  };
  for (const source of [store, phones, address]) source.subscribe(write);

  let found: readonly string[] = [];
  let isKnown = false;
  /**
   * What was put on the wall before it was known which phones stand there comes after them. The wall waits for the first of
   * those that are made: what it shows instead would be started, and ended at once.
   */
  const settle = () => {
    const { order, settingUp } = store.get();
    const there = phones.get();
    if (isKnown || there === NOT_TOLD) return;
    if (settingUp && !there.some(({ id }) => found.includes(id))) return;
    isKnown = true;
    const first = settingUp ? found : phonesOn(undefined, there).map(({ id }) => id);
    if (settingUp || order) change({ settingUp: false, order: withPhones(first, order ?? []) });
  };
  const setUp = async () => {
    if (!store.get().settingUp || connection.status.get() !== 'open') return;
    const setup = await notices.watch(findPhones(client, asked));
    change({ problem: setup?.problem });
    found = setup?.phones.map(({ id }) => id) ?? [];
    announced.add(found);
    // After a lost connection it is tried again.
    if (found.length === 0 && connection.status.get() === 'open') change({ settingUp: false });
    settle();
  };
  connection.status.subscribe(() => void setUp());
  phones.subscribe(settle);

  return {
    get: store.get,
    subscribe: store.subscribe,
    show: (id) => put([id], id),
    showAll(ids) {
      const last = ids.filter((id) => !placed().includes(id)).at(-1);
      if (last !== undefined) put(ids, last);
    },
    look: (id) => change({ picked: id }),
    hide: (id) => arrange((ids) => withoutPhone(ids, id)),
    move: (id, at) => arrange((ids) => movedTo(ids, id, at), { picked: id }),
    dismissProblem: () => change({ problem: undefined }),
  };
}

/** Those of the wanted phones that can be had, made where they are lacking. */
async function findPhones(
  client: WallOptions['client'],
  asked: readonly WantedPhone[],
): Promise<{ phones: Phone[]; problem: SetupProblem | undefined }> {
  const { wanted, problem } = checkSetup(asked, await client.profiles());
  return { phones: wanted.length > 0 ? await client.setUpPhones(wanted) : [], problem };
}
