import type { Page } from 'playwright-core';

/** What a dialog is called from now on, which fades out as it closes; the returned function tells. */
export async function titlesSeen(page: Page): Promise<() => Promise<string[]>> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const titles = await page.evaluateHandle(() => {
    const seen = new Set<string>();
    const look = () => {
      const title = document.querySelector('[role=dialog] h2, [role=alertdialog] h2')?.textContent;
      if (title) seen.add(title);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true },
    });
    return seen;
  });
  return () => titles.evaluate((seen) => [...seen]);
}
