import type { Page } from 'playwright-core';

/** What the page asks of these addresses, by `method`, has no answer until the returned function is called. */
export async function holdBack(page: Page, url: string | RegExp, method = 'GET'): Promise<() => void> {
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(url, async (route) => {
    if (route.request().method() === method) await told;
    await route.fallback();
  });
  return answer;
}
