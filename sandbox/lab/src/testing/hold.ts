import type { Page } from 'playwright-core';

/** What the page reads from these addresses has no answer until the returned function is called. */
export async function holdBack(page: Page, url: string | RegExp): Promise<() => void> {
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(url, async (route) => {
    if (route.request().method() === 'GET') await told;
    await route.fallback();
  });
  return answer;
}
