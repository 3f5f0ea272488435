import type { Connection } from '../../connection/connection.ts';

/** Which phones there are, with those that an answer has named before the stream tells them. */
export interface Announced {
  add(ids: readonly string[]): void;
  /** False once it was told and is gone. */
  has(id: string): boolean;
}

export function createAnnounced(phones: Connection['phones']): Announced {
  const coming = new Set<string>();
  const isTold = (id: string) => phones.get().some((phone) => phone.id === id);
  phones.subscribe(() => {
    for (const { id } of phones.get()) coming.delete(id);
  });
  return {
    add(ids) {
      for (const id of ids) if (!isTold(id)) coming.add(id);
    },
    has: (id) => coming.has(id) || isTold(id),
  };
}
