import type { ControlClient } from '../../control/client.ts';
import { CheckFailure } from '../check-failure.ts';
import type { DrivenPage } from './driven-page.ts';

export interface Home {
  id: string;
  name: string;
  page: DrivenPage;
  control: Pick<ControlClient, 'phone' | 'load'>;
  /** Path of the page to check; absent: wherever the site's start page leads to. */
  home?: string | undefined;
}

/** From the app's start page to the page to check. Throws CheckFailure where that is not to be reached. */
export async function toHome({ id, name, page, control, home }: Home): Promise<void> {
  if (home === undefined) {
    if (await page.settled()) return;
    const why = `${name} shows no page of it: it may have left for another site.`;
    throw new CheckFailure('page-unreachable', why);
  }
  const reach = async (path: string) => {
    if (!(await page.loaded(path))) throw new CheckFailure('page-unreachable', `${name} waited for ${path}.`);
  };
  const start = new URL((await control.phone(id)).page.url).pathname;
  await reach(start);
  if (start === home) return;
  await control.load(id, home);
  await reach(home);
}
