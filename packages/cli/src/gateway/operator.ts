import { hostname, userInfo } from 'node:os';
import type { Admin } from '@journeys-push/gateway/admin';

/** Lets `work` act on the gateway's database, found as the gateway finds it. @throws AdminError */
export async function asOperator<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const { openAdmin } = await import('@journeys-push/gateway/admin');
  const admin = await openAdmin(process.env, { actor: `cli:${account()}@${hostname()}` });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

/** A container may run under a number that has no name. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}
