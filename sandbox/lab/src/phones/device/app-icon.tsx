/** The app's icon, as home screen and notifications show it. */
export function AppIcon({ appName }: { appName: string }) {
  return <span className="app-icon" data-letter={appName.slice(0, 1).toUpperCase()} />;
}
