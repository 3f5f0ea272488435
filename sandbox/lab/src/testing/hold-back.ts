import type { Page } from 'playwright-core';

/** Holds the answers to these questions back until the returned function is called; `path` after `/api/`. */
export async function holdBack(page: Page, method: string, path: string): Promise<() => void> {
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(`**/api/${path}`, async (route) => {
    if (route.request().method() === method) await told;
    await route.fallback();
  });
  return answer;
}
