import type { StorePort } from '../../core/ports.ts';

/** Text by key, as async-storage and secure-store offer it. */
export interface TextStore {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

export interface StoreOptions {
  /** The app's own files: gone with the app. */
  plain: TextStore;
  /** The system's safe. On iOS it survives the app. */
  safe: TextStore;
}

const PREFIX = 'journeys-push.';
const CREDENTIAL = `${PREFIX}credential`;

/**
 * Everything is in the app's own files, but for the credential of the installation, which the safe keeps together with
 * the id it belongs to. A safe that outlives the app would give an old credential to a new installation: it counts
 * only for the id that the app's own files name.
 */
export function createStorePort({ plain, safe }: StoreOptions): StorePort {
  return {
    async get(key) {
      const text = (await plain.getItem(PREFIX + key)) ?? undefined;
      return key === 'installation' ? withCredential(text, safe) : text;
    },
    async set(key, value) {
      const rest = key === 'installation' ? await keepCredential(value, safe) : value;
      await plain.setItem(PREFIX + key, rest);
    },
    async remove(key) {
      if (key === 'installation') await safe.removeItem(CREDENTIAL);
      await plain.removeItem(PREFIX + key);
    },
  };
}

interface Kept {
  id?: unknown;
  credential?: unknown;
}

async function withCredential(text: string | undefined, safe: TextStore): Promise<string | undefined> {
  const installation = read(text);
  const kept = await keptIn(safe);
  if (kept === undefined) return text;
  if (kept.id !== undefined && kept.id === installation.id)
    return JSON.stringify({ ...installation, credential: kept.credential });
  await safe.removeItem(CREDENTIAL).catch(() => {});
  return text;
}

/** A safe that cannot be read (its key is lost, the phone is locked) holds nothing: the gateway issues another one. */
async function keptIn(safe: TextStore): Promise<Kept | undefined> {
  try {
    const text = await safe.getItem(CREDENTIAL);
    return text === null ? undefined : read(text);
  } catch {
    return undefined;
  }
}

/** The document without its credential, once that is in the safe. */
async function keepCredential(text: string, safe: TextStore): Promise<string> {
  const { credential, ...rest } = read(text);
  if (credential === undefined) await safe.removeItem(CREDENTIAL).catch(() => {});
  else await safe.setItem(CREDENTIAL, JSON.stringify({ id: rest.id, credential }));
  return JSON.stringify(rest);
}

function read(text: string | undefined): Kept {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
