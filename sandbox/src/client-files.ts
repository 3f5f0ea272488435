import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Accounts } from './data-folder.ts';
import { files } from './files.ts';

/** What clients read as files; absolute paths. Those with a secret can be read by their owner only. */
export interface ClientFiles {
  /** Google's key file, for GOOGLE_APPLICATION_CREDENTIALS. */
  serviceAccount: string;
  /** Apple's key file. */
  apnsKey: string;
  /** Dynamics' access token, alone. */
  apiToken: string;
  /** The client secret for Dataverse, alone. */
  clientSecret: string;
  /** Folder for CURL_HOME: its .curlrc makes curl dial the twins where a URL names a service. */
  curlHome: string;
  /** For `node --require`; lies in the sandbox's package and is the same for all. */
  preload: string;
}

export interface ClientFilesOptions {
  accounts: Accounts;
  apiToken: string;
  /** Path of the CA's certificate. */
  ca: string;
  /** `host:port` of the service → `host:port` of the twin. */
  redirects: Record<string, string>;
}

/** Writes the files into the sandbox's data folder. */
export async function writeClientFiles(
  folder: string,
  { accounts, apiToken, ca, redirects }: ClientFilesOptions,
): Promise<ClientFiles> {
  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    // Written anew at every start: nothing is lost with them.
    await writeFileAtomic(path, text, { mode: 0o600, fsync: false });
    return path;
  };
  const { apnsKey, serviceAccount, dataverse } = accounts;
  const [account, key, token, secret, curlrc] = await Promise.all([
    write('service-account.json', `${JSON.stringify(serviceAccount, null, 2)}\n`),
    write(`AuthKey_${apnsKey.keyId}.p8`, apnsKey.key),
    write('dynamics-api-token', apiToken),
    write('dataverse-client-secret', dataverse?.clientSecret ?? ''),
    write('curl/.curlrc', curlConfig(ca, redirects)),
  ]);
  return {
    ...{ serviceAccount: account, apnsKey: key, apiToken: token, clientSecret: secret },
    ...{ curlHome: dirname(curlrc), preload: files.redirect },
  };
}

/** curl's own words for the same map: the names in URL and certificate stay those of the services. */
function curlConfig(ca: string, redirects: Record<string, string>): string {
  const lines = Object.entries(redirects).map(([from, to]) => `connect-to = "${from}:${to}"`);
  return [`cacert = ${JSON.stringify(ca)}`, ...lines, ''].join('\n');
}
