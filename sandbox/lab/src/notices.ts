import { ControlError } from '../../src/control/client.ts';
import { createStore, type Store } from './store.ts';

/** Something that went wrong, for the person at the lab. */
export interface Notice {
  id: number;
  /** Stable. */
  code: string;
  text: string;
  remedy: string;
}

export interface Notices extends Pick<Store<readonly Notice[]>, 'get' | 'subscribe'> {
  /** Waits for a call; undefined, and a notice, when it failed. */
  watch<T>(call: Promise<T>): Promise<T | undefined>;
  dismiss(id: number): void;
}

const MAX = 3;

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>([]);
  let lastId = 0;
  const add = (notice: Omit<Notice, 'id'>) => {
    const others = store.get().filter(({ code, text }) => code !== notice.code || text !== notice.text);
    store.set([...others, { id: ++lastId, ...notice }].slice(-MAX));
  };
  return {
    get: store.get,
    subscribe: store.subscribe,
    watch: (call) =>
      call.catch((error: unknown) => {
        add(noticeOf(error));
        return undefined;
      }),
    dismiss: (id) => store.set(store.get().filter((notice) => notice.id !== id)),
  };
}

/** What a failed call of the control API means to a person. */
function noticeOf(error: unknown): Omit<Notice, 'id'> {
  if (error instanceof ControlError) {
    const { code, remedy } = error.problem;
    return { code, text: error.message, remedy };
  }
  if (error instanceof TypeError)
    return {
      code: 'sandbox-unreachable',
      text: 'The sandbox did not answer.',
      remedy: 'Check that it still runs; start it again with npm start.',
    };
  return {
    code: 'answer-unreadable',
    text: 'The sandbox gave an answer that the lab cannot read.',
    remedy: 'Reload this page. If it happens again, the lab and the sandbox are of different versions.',
  };
}
