import { Caption1, Subtitle2 } from '@fluentui/react-components';
import type { JourneyDefinition, JourneyProgress } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import { placesOf } from '../steps.ts';
import { messageNames, stepInWords } from '../words.ts';

interface FlowProps {
  definition: JourneyDefinition;
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  counts: JourneyProgress['steps'];
}

/** The steps from top to bottom, with how many stand before each and what became of those who passed. */
export function Flow({ definition, messages, counts }: FlowProps) {
  const nameOf = messageNames(messages);
  return (
    <section className="journeys-section" aria-labelledby="course-steps">
      <Subtitle2 as="h3" id="course-steps">
        Steps
      </Subtitle2>
      <ol className="flow">
        {placesOf(definition).map(({ step, path, number, depth }) => {
          const { here = 0, passed = {} } = counts[number] ?? {};
          const told = Object.entries(passed).map(([outcome, count]) => `${count} ${outcome}`);
          return (
            <li key={path} data-do={step.do} style={{ marginInlineStart: depth * 20 }}>
              <span>
                {wayOf(path)}
                {stepInWords(step, nameOf)}
              </span>
              <Caption1>{[here > 0 ? `${here} here now` : '', ...told].filter(Boolean).join(' · ')}</Caption1>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Of the first step on a way: which answer leads to it. */
function wayOf(path: string): string {
  const [way, index] = path.split('.').slice(-2);
  if (index !== '0') return '';
  return way === 'yes' ? 'Yes: ' : way === 'no' ? 'No: ' : '';
}
