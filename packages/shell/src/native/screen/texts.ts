/** What the app says itself, where no page is there to say it. */
export interface ShellTexts {
  unreachableTitle: string;
  unreachable: string;
  crashedTitle: string;
  crashed: string;
  retry: string;
}

export const english: ShellTexts = {
  unreachableTitle: 'No connection',
  unreachable: 'The page could not be loaded. Check the connection, then try again.',
  crashedTitle: 'The page has stopped',
  crashed: 'It was closed several times in a row. You can try again.',
  retry: 'Try again',
};
