import { Button, Caption1, Subtitle2 } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { MouseEvent, ReactNode } from 'react';
import type { JourneyStep } from '../../../../src/control/journey-wire.ts';
import { lengthAt, moveAt, removeAt, replaceAt } from '../steps.ts';
import { stepInWords } from '../words.ts';
import { BranchFields } from './branch-fields.tsx';
import { PushFields } from './push-fields.tsx';
import type { StepProps } from './step-props.ts';
import { problemsAt } from './use-draft.ts';
import { WaitFields } from './wait-fields.tsx';

interface StepCardProps extends StepProps {
  step: JourneyStep;
  /** Draws the steps on a way of a branch. */
  way(path: string): ReactNode;
}

const KINDS = { wait: 'Wait', push: 'Push', branch: 'Branch' } as const;

/** One step with its fields, what is wrong with it, and the ways of a branch. */
export function StepCard({ step, way: drawWay, ...props }: StepCardProps) {
  const { definition, path, problems, messages, change, onMessages } = props;
  const replace = (changed: JourneyStep) => change(replaceAt(definition, path, changed));
  const wrong = problemsAt(problems, path).filter(
    (problem) => step.do !== 'branch' || !/\.(yes|no)\./.test(problem.path.slice(path.length)),
  );
  const words = stepInWords(step, (id) => messages?.find(({ messageId }) => messageId === id)?.name ?? '');
  return (
    <fieldset className="builder-card" data-do={step.do} aria-label={words}>
      <header>
        <Subtitle2 as="h4">{KINDS[step.do]}</Subtitle2>
        <StepActions {...props} words={words} />
      </header>
      {step.do === 'wait' ? (
        <WaitFields {...{ step, start: definition.start.by }} onChange={replace} />
      ) : null}
      {step.do === 'push' ? (
        <PushFields {...{ step, messages, definition, onMessages }} onChange={replace} />
      ) : null}
      {step.do === 'branch' ? <BranchFields {...{ step, definition }} onChange={replace} /> : null}
      {wrong.map(({ message }) => (
        <p key={message} className="builder-problem">
          {message}
        </p>
      ))}
      {step.do === 'branch' ? (
        <div className="builder-ways">
          {(['yes', 'no'] as const).map((way) => (
            <fieldset key={way} aria-label={`${way === 'yes' ? 'Yes' : 'No'}: ${words}`}>
              <Caption1 as="h5">{way === 'yes' ? 'Yes' : 'No'}</Caption1>
              {drawWay(`${path}.${way}`)}
            </fieldset>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

function StepActions({ definition, path, words, change }: StepProps & { words: string }) {
  const index = Number(path.split('.').at(-1));
  const last = lengthAt(definition, path) - 1;
  const button = { size: 'small', appearance: 'subtle' } as const;
  const move = (by: 1 | -1) => (event: MouseEvent<HTMLElement>) => {
    const pressed = event.currentTarget;
    change(moveAt(definition, path, by));
    // What is moved in a page loses the focus.
    requestAnimationFrame(() => pressed.focus());
  };
  return (
    <div>
      <Button
        {...button}
        icon={<ArrowUpRegular />}
        aria-label={`Move up: ${words}`}
        disabledFocusable={index === 0}
        onClick={move(-1)}
      />
      <Button
        {...button}
        icon={<ArrowDownRegular />}
        aria-label={`Move down: ${words}`}
        disabledFocusable={index === last}
        onClick={move(1)}
      />
      <Button
        {...button}
        icon={<DeleteRegular />}
        aria-label={`Remove: ${words}`}
        onClick={(event) => {
          const list = event.currentTarget.closest('ol');
          change(removeAt(definition, path));
          // To the button that adds a step in its place.
          requestAnimationFrame(() => list?.children.item(index)?.querySelector('button')?.focus());
        }}
      />
    </div>
  );
}
