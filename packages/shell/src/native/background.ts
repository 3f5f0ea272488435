import { defineTask } from 'expo-task-manager';
import { log } from './ports/log.ts';
import { ARRIVAL_TASK } from './push/task-name.ts';

/**
 * Call it once in the global scope of the app's entry file, in builds with push. Android starts the app without a
 * screen when a push arrives, and looks for the task there; everything else is loaded only when one does.
 */
export function defineArrivalTask(): void {
  defineTask(ARRIVAL_TASK, async ({ data, error }) => {
    try {
      if (error) throw error;
      const { completeArrival } = await import('./push/task.ts');
      await completeArrival(data);
    } catch (problem) {
      log({ code: 'internal', message: `A push in the background could not be completed: ${problem}` });
    }
  });
}
