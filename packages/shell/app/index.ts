import { registerRootComponent } from 'expo';
import { App } from './app.tsx';
import { settings } from './settings.ts';

// A build without push has no module for background tasks; and the task is looked for before anything is drawn.
if (settings.config.pushProvider !== 'none')
  require('@journeys-push/shell/native/background').defineArrivalTask();

registerRootComponent(App);
