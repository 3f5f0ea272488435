/** What the app says itself, where no page is there to say it. */
export interface ShellTexts {
  unreachableTitle: string;
  unreachable: string;
  crashedTitle: string;
  crashed: string;
  retry: string;
  /** Android, when a download begins. */
  downloading: string;
  /** Android 9 and earlier, which save nothing without a permission that the app does not ask for. */
  downloadRefused: string;
}

export const english: ShellTexts = {
  unreachableTitle: 'No connection',
  unreachable: 'The page could not be loaded. Check the connection, then try again.',
  crashedTitle: 'The page has stopped',
  crashed: 'It was closed several times in a row. You can try again.',
  retry: 'Try again',
  downloading: 'Downloading …',
  downloadRefused: 'This version of Android does not let the app save files.',
};
