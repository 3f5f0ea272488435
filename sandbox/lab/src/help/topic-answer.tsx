import { Body1, Body1Strong, Button, Caption1, Link } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { InfoFilled } from '@fluentui/react-icons/svg/info';
import { useCallback } from 'react';
import { useParameter, withParameters } from '../address.ts';
import { NOT_TOLD } from '../connection/connection.ts';
import { useLab } from '../lab-context.ts';
import { mostIn, phonesOn } from '../phones/wall/order.ts';
import { useStore } from '../store.ts';
import { useRemote } from '../use-remote.ts';
import type { Finding, HelpState, Jump } from './finding.ts';
import type { Topic } from './topics.ts';

/** What is said to a question, and what is found in the present state. */
export function TopicAnswer({ topic }: { topic: Topic }) {
  const state = useHelpState();
  const go = useJump();
  const found = topic.checks.map((check) => check(state));
  return (
    <div className="help-answer">
      {topic.answer.map((paragraph) => (
        <Body1 key={paragraph} as="p">
          {paragraph}
        </Body1>
      ))}
      {found.every((findings) => findings?.length === 0) ? null : <Findings found={found} onJump={go} />}
      {topic.jumps ? (
        <div className="help-jumps">
          {topic.jumps.map((jump) => (
            <Button key={jump.label} size="small" onClick={() => go(jump)}>
              {jump.label}
            </Button>
          ))}
        </div>
      ) : null}
      {topic.docs ? (
        <Caption1 as="p" className="help-docs">
          In the repository:{' '}
          {topic.docs.map((path) => (
            <code key={path}>{path}</code>
          ))}
        </Caption1>
      ) : null}
    </div>
  );
}

const marks = {
  good: ['In order', <CheckmarkCircleFilled key="good" />],
  wrong: ['Look here', <ErrorCircleFilled key="wrong" />],
  note: ['Note', <InfoFilled key="note" />],
} as const;

interface FindingsProps {
  /** Of each check; undefined where something is not known yet. */
  found: readonly (Finding[] | undefined)[];
  onJump(jump: Jump): void;
}

function Findings({ found, onJump }: FindingsProps) {
  const findings = found.flatMap((one) => one ?? []);
  return (
    <div>
      <Body1Strong as="h4">As things are now</Body1Strong>
      <ul className="help-findings">
        {findings.map(({ state, text, jump }) => (
          <li key={text} data-state={state}>
            {marks[state][1]}
            <span>
              <span className="visually-hidden">{marks[state][0]}: </span>
              {text}{' '}
              {jump && state !== 'good' ? (
                <Link as="button" onClick={() => onJump(jump)}>
                  {jump.label}
                </Link>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {found.includes(undefined) ? <Caption1 as="p">Looking …</Caption1> : null}
    </div>
  );
}

function useHelpState(): HelpState {
  const { client, connection, contacts, devices, faults, info, wall } = useLab();
  const told = useStore(connection.phones);
  const phones = told === NOT_TOLD ? undefined : told;
  const { order, settingUp } = useStore(wall);
  const [view] = useParameter('wall');
  return {
    phones,
    shown: settingUp ? undefined : phones && phonesOn(order, phones, mostIn(view)),
    contacts: useStore(contacts),
    devices: useStore(devices),
    apps: useRemote(useCallback(() => client.mobileApps(), [client])).value,
    faults: useStore(faults),
    info: useStore(info),
  };
}

/** Leads to a place of the lab, and closes the help; “back” leads to the help again. */
function useJump(): (jump: Jump) => void {
  const { address, wide } = useLab();
  return ({ panel, parameters = {} }) => {
    if (panel === 'phones') wide.set(false);
    const shown = { panel: panel === 'phones' ? '' : panel, help: '', ...parameters };
    address.set(withParameters(address.get(), shown), true);
  };
}
