import { Button, Caption1, Link, SearchBox, Select, Tooltip } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useState } from 'react';
import type { ScenarioInfo } from '../../../../src/control/scenario-wire.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { find, isOpen, newest, stateOf } from './find.ts';
import { RunMark, runWords } from './run-mark.tsx';
import type { Scenarios } from './use-scenarios.ts';

interface ScenarioListProps {
  scenarios: Scenarios;
  list: readonly ScenarioInfo[];
  /** The scenario that was shown before. */
  left: string | undefined;
  onOpen(name: string): void;
}

/** All scenarios, searched, with what came of each; and all of them at once. */
export function ScenarioList({ scenarios, list, left, onOpen }: ScenarioListProps) {
  const [text, setText] = useState('');
  const [profile, setProfile] = useState('');
  const { runs = [], telling, tell, stopWaiting } = scenarios;
  const leftLink = useLostFocus(true);
  const fitting = list.filter(({ phones }) => profile === '' || phones.includes(profile));
  const found = find(fitting, text);
  const profiles = [...new Set(list.flatMap(({ phones }) => phones))].sort();
  const latest = newest(runs);
  const only = profile === '' ? {} : { profiles: [profile] };
  const latestOf = ({ name, phones }: ScenarioInfo) =>
    phones.flatMap((phone) => latest.get(`${name} ${phone}`) ?? []);
  return (
    <>
      <search className="scenarios-toolbar">
        <SearchBox
          size="small"
          aria-label="Search the scenarios"
          placeholder="Search: sign-out, token, offline …"
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        <Select
          size="small"
          aria-label="Phone"
          value={profile}
          onChange={(_, { value }) => setProfile(value)}
        >
          <option value="">All phones</option>
          {profiles.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </Select>
        {runs.some(({ status }) => status === 'waiting') ? (
          <Button size="small" icon={<StopRegular />} onClick={stopWaiting}>
            Stop those that wait
          </Button>
        ) : (
          <Button
            size="small"
            appearance="primary"
            icon={<PlayRegular />}
            disabledFocusable={found.length === 0 || telling || runs.some(isOpen)}
            onClick={() => tell({ scenarios: found.map(({ name }) => name), ...only })}
          >
            {found.length === list.length ? 'Run all' : `Run these ${found.length}`}
          </Button>
        )}
      </search>
      <Caption1 as="p" block role="status">
        {summaryOf(runs.length > 0 ? [...latest.values()] : [], found.length, list.length)}
      </Caption1>
      {found.length === 0 ? <p className="panel-empty">No scenario matches all of these words.</p> : null}
      <ul className="scenarios">
        {found.map((scenario) => {
          const { name, title, phones } = scenario;
          const state = stateOf(latestOf(scenario));
          return (
            <li key={name}>
              <RunMark status={state} />
              <span className="scenario-title">
                <Link ref={name === left ? leftLink : null} as="button" onClick={() => onOpen(name)}>
                  {title}
                </Link>
                <Caption1>
                  {name} · {phones.join(', ')}
                  {state ? ` · ${runWords[state]}` : ''}
                </Caption1>
              </span>
              <Tooltip content={`Run ${name}`} relationship="label">
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<PlayRegular />}
                  onClick={() => {
                    void tell({ scenarios: [name], profiles: [profile || (phones[0] ?? '')] });
                    onOpen(name);
                  }}
                />
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function summaryOf(runs: readonly { status: string }[], found: number, all: number): string {
  const count = (status: string) => runs.filter((run) => run.status === status).length;
  const listed = found === all ? `${all} scenarios` : `${found} of ${all} scenarios`;
  const told = [
    ...(['running', 'waiting', 'passed', 'failed', 'stopped'] as const)
      .map((status) => [count(status), status] as const)
      .filter(([number]) => number > 0)
      .map(([number, status]) => `${number} ${status}`),
  ];
  return [listed, ...told].join(' · ');
}
