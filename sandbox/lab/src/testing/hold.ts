import type { Page, Route } from 'playwright-core';

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

/** Answers in place of the sandbox as soon as something was begun: until then the page hears how things are. */
export function fromStartOn(answer: () => object): (route: Route) => Promise<void> {
  let begun = false;
  return (route) => {
    begun ||= route.request().method() === 'POST';
    return begun ? route.fulfill({ json: answer() }) : route.fallback();
  };
}
