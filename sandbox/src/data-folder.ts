import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApnsKey } from './apns/keys.ts';
import type { ApnsSnapshot } from './apns/state.ts';
import type { Certificates } from './certificates.ts';
import type { Push } from './control/wire.ts';
import type { DynamicsSnapshot } from './dynamics/state.ts';
import type { FcmSnapshot } from './fcm/state.ts';
import type { ServiceAccount } from './fcm/wire.ts';
import { UsageError } from './options.ts';
import type { PhoneRecord } from './phones.ts';
import type { SiteChoice } from './site/shown-site.ts';
import { readJsonFile } from './state-file.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** Accounts of the sandbox's app with the three services, made at the first start. */
export interface Accounts {
  apnsKey: ApnsKey;
  serviceAccount: ServiceAccount;
  mobileAppId: string;
  /** The app registration in Entra that looks people up in Dataverse. */
  dataverse?: { tenantId: string; clientId: string; clientSecret: string };
}

/** All state of a sandbox but its database, as it is kept with `--data`. */
export interface SavedState {
  /** How far the sandbox's clock was moved. */
  aheadMs: number;
  certificates: Certificates;
  /** Where the twins and the gateway listened: addresses in notifications stay good after a restart. */
  ports: {
    apns: number;
    fcm: number;
    dynamics: number;
    /** Absent: it ran without one. */
    gateway?: number | undefined;
    dataverse?: number | undefined;
  };
  accounts: Accounts;
  apns: ApnsSnapshot;
  fcm: FcmSnapshot;
  dynamics: DynamicsSnapshot;
  phones: PhoneRecord[];
  pushes: Push[];
  /** Absent: saved before it could be changed. */
  site?: SiteChoice;
}

export interface DataFolder {
  /** False for a temporary one: nothing in it outlives the run. */
  kept: boolean;
  /** Of the embedded database. */
  database: string;
  stateFile: string;
  /** What an earlier run has saved. Throws UsageError when the file is damaged. */
  readState(): Promise<SavedState | undefined>;
  writeCa(pem: string): Promise<string>;
  /** Removes a temporary folder; keeps the person's own. */
  dispose(): Promise<void>;
}

/** The folder that a person named, or a fresh temporary one. */
export async function openDataFolder(named: string | undefined): Promise<DataFolder> {
  const { path: folder, remove } = named === undefined ? await makeTemporaryFolder() : personsOwn(named);
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--data ${folder} cannot be used: ${error.code}`);
  });
  const stateFile = join(folder, 'sandbox.json');
  return {
    kept: named !== undefined,
    database: join(folder, 'postgres'),
    stateFile,
    readState: () => readJsonFile<SavedState>(stateFile).catch((error) => refuseDamaged(error, stateFile)),
    async writeCa(pem) {
      const path = join(folder, 'ca.pem');
      await writeFile(path, pem);
      return path;
    },
    dispose: remove,
  };
}

const personsOwn = (path: string) => ({ path, remove: async () => {} });

function refuseDamaged(error: unknown, path: string): never {
  if (!(error instanceof SyntaxError)) throw error;
  throw new UsageError(`${path} is damaged: remove it, or the whole folder, to begin anew`);
}
