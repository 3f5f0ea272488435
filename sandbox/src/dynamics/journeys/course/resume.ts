import type { Twin } from '../../twin.ts';
import type { Traffic } from './traffic.ts';
import { passInterrupted } from './walk.ts';

/** Goes on where an earlier run of the twin has ended: everybody stands where they stood. */
export function resume(twin: Twin, traffic: Traffic): void {
  const { journeys, participants } = twin.state.marketing;
  for (const journey of journeys.values()) {
    if (journey.nextRunAt !== undefined) traffic.agenda.add(journey.nextRunAt, journey);
  }
  for (const participant of participants.all()) {
    const { state, dueAt } = participant;
    if (participant.trackingId !== undefined) {
      twin.background.run(async () => {
        await passInterrupted(twin, participant);
        traffic.go(participant);
      });
    } else if (state === 'going') traffic.go(participant);
    else if (dueAt !== undefined) traffic.agenda.add(dueAt, participant);
  }
}
