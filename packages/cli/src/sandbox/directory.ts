import type { Connection } from '@journeys-push/sandbox/running';

/** Whom a sender can address in the sandbox. */
export interface Directory {
  phones: {
    id: string;
    name: string;
    platform: 'ios' | 'android';
    /** The system's push token: what a sender addresses. */
    token: string;
  }[];
  /** The first person that Dynamics knows. */
  contact: { contactId: string; email?: string } | undefined;
}

/** Asks the sandbox's control API. */
export async function directoryOf({ control, controlToken }: Connection): Promise<Directory> {
  const headers = { authorization: `Bearer ${controlToken}` };
  const read = async <T>(path: string) => {
    const answer = await fetch(`${control}/api${path}`, { headers });
    return (await answer.json()) as T;
  };
  const [phones, [contact]] = await Promise.all([
    read<Directory['phones']>('/phones'),
    read<NonNullable<Directory['contact']>[]>('/contacts'),
  ]);
  return {
    phones: phones.map(({ id, name, platform, token }) => ({ id, name, platform, token })),
    contact: contact && { contactId: contact.contactId, ...(contact.email ? { email: contact.email } : {}) },
  };
}
