import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/folder.ts';
import { serverAccount } from './account.ts';

async function accountFrom(passwd: string, uid = 0) {
  const file = join(await temporaryFolder(), 'passwd');
  await writeFile(file, passwd);
  return serverAccount(uid, file);
}

const root = 'root:x:0:0:root:/root:/bin/bash\n';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
const postgres = 'postgres:x:101:104::/var/lib/postgresql:/bin/bash\n';

test('root runs the server as postgres, else as nobody, else as anybody', async () => {
  expect(await accountFrom(root + nobody + postgres)).toEqual({ name: 'postgres', uid: 101, gid: 104 });
  expect(await accountFrom(root + nobody)).toMatchObject({ name: 'nobody' });
  expect(await accountFrom(`${root}app:x:1000:1000::/app:/bin/sh\n`)).toMatchObject({
    name: 'app',
    uid: 1000,
  });
});

test('root alone on the system is told what to do', async () => {
  await expect(accountFrom(root)).rejects.toMatchObject({ code: 'account-missing' });
});

test('anybody else runs it as himself', async () => {
  expect(await accountFrom(root + postgres, 1000)).toBeUndefined();
});
