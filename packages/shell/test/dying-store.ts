import type { Ports } from '../src/core/ports.ts';

/** A phone whose app is killed at one of its writes; `landed` says whether that write is durable. */
export interface DyingStore {
  ports(ports: Ports): Ports;
  /** Called at the moment of death. */
  onDeath: () => void;
  died: boolean;
  writes: number;
}

export function createDyingStore(at: number, landed: boolean): DyingStore {
  const dying: DyingStore = {
    onDeath: () => {},
    died: false,
    writes: 0,
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        async set(key, value) {
          dying.writes += 1;
          if (dying.writes !== at) return ports.store.set(key, value);
          if (landed) await ports.store.set(key, value);
          dying.died = true;
          dying.onDeath();
          await new Promise(() => {});
        },
      },
    }),
  };
  return dying;
}
