import type { NotificationReceived } from '@journeys-push/contract/page-shell';
import { type GetPage, guarded } from './page.ts';
import type { Post } from './post.ts';

/** Tells the shell the first verdict that a listener of `notificationReceived` comes to; silence is left to it. */
export const createDisplayAnswer =
  (getPage: GetPage, post: Post) =>
  ({ id }: NotificationReceived, verdicts: unknown[]): void => {
    let open = true;
    const decide = (display: unknown) => {
      if (!open || (display !== 'show' && display !== 'hide')) return;
      open = false;
      post({ command: 'msdynamics/notificationReceivedAnswer', data: { id, display } });
    };
    const report = (error: unknown) => {
      guarded(getPage(), () => {
        throw error;
      });
    };
    for (const verdict of verdicts) Promise.resolve(verdict).then(decide, report);
  };
