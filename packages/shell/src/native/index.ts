export { JourneysPushShell, type JourneysPushShellProps } from './journeys-push-shell.tsx';
export type { ShellTexts } from './screen/texts.ts';
