import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { JourneyStep } from '../../../../src/control/journey-wire.ts';
import { DAY } from '../span.ts';
import { keyOf } from '../step-keys.ts';
import { insertAt } from '../steps.ts';
import { StepCard } from './step-card.tsx';
import type { StepProps } from './step-props.ts';

/** Steps under each other, with a place to put another between any two. */
export function StepList(props: StepProps) {
  const { path, definition } = props;
  const steps = stepsAt(definition.steps, path.split('.').slice(1));
  return (
    <ol className="builder-steps">
      {steps.map((step, index) => (
        <li key={keyOf(step)}>
          <AddStep {...props} at={index} />
          <StepCard
            {...props}
            step={step}
            path={`${path}.${index}`}
            way={(below) => <StepList {...props} path={below} />}
          />
        </li>
      ))}
      <li>
        <AddStep {...props} at={steps.length} />
      </li>
    </ol>
  );
}

/** `2`, `yes`, `0`, `no`: each pair leads into a way of a branch. */
function stepsAt(list: readonly JourneyStep[], [at, way, ...rest]: string[]): readonly JourneyStep[] {
  const step = at === undefined ? undefined : list[Number(at)];
  if (step?.do !== 'branch' || (way !== 'yes' && way !== 'no')) return list;
  return stepsAt(step[way], rest);
}

/** A branch on the way of a branch on the way of a branch is one too many. */
const MAX_DEPTH = 2;

function AddStep({ definition, messages, path, at, change }: StepProps & { at: number }) {
  const depth = path.split('.').filter((part) => part === 'yes' || part === 'no').length;
  const add = (step: JourneyStep) => change(insertAt(definition, `${path}.${at}`, step));
  const ready = messages?.find(({ status }) => status.startsWith('ready'));
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="builder-add"
          size="small"
          shape="circular"
          icon={<AddRegular />}
          aria-label="Add a step here"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => add({ do: 'wait', forMs: DAY })}>Wait</MenuItem>
          <MenuItem
            // It takes one of them.
            disabled={!messages}
            onClick={() => add({ do: 'push', messageId: ready?.messageId ?? '', quietTimes: true })}
          >
            Push
          </MenuItem>
          <MenuItem
            disabled={depth >= MAX_DEPTH}
            onClick={() => add({ do: 'branch', if: { lastPush: 'opened' }, yes: [], no: [] })}
          >
            Branch
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
