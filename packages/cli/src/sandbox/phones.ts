import type { Connection } from '@journeys-push/sandbox/running';

/** What an example needs to know of a simulated phone. */
export interface KnownPhone {
  id: string;
  name: string;
  platform: 'ios' | 'android';
  /** The system's push token: what a sender addresses. */
  token: string;
}

export async function phonesOf({ control, controlToken }: Connection): Promise<KnownPhone[]> {
  const answer = await fetch(`${control}/api/phones`, {
    headers: { authorization: `Bearer ${controlToken}` },
  });
  const phones = (await answer.json()) as KnownPhone[];
  return phones.map(({ id, name, platform, token }) => ({ id, name, platform, token }));
}
