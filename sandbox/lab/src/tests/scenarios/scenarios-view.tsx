import { Caption1, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useParameter, withParameters } from '../../address.ts';
import { useLab } from '../../lab-context.ts';
import { useBefore } from '../../lost-focus.ts';
import { ScenarioList } from './scenario-list.tsx';
import { ScenarioView } from './scenario-view.tsx';
import { useScenarios } from './use-scenarios.ts';
import './scenarios.css';

/** Stories of people and their phones: the list of them, or one. */
export function ScenariosView() {
  const { address } = useLab();
  const scenarios = useScenarios();
  const [name] = useParameter('scenario');
  const before = useBefore(name);
  const choose = (scenario: string) => {
    const tests = scenario === '' ? 'scenarios' : '';
    address.set(withParameters(address.get(), { scenario, tests, profiles: '' }), true);
  };
  const { list } = scenarios;
  if (!list) return <Spinner size="small" label="Loading the scenarios" />;
  const scenario = list.find((each) => each.name === name);
  if (scenario)
    return (
      <ScenarioView
        key={name}
        {...{ scenario, scenarios }}
        fromList={before === ''}
        onBack={() => choose('')}
      />
    );
  return (
    <section aria-labelledby="scenarios-title">
      <Subtitle2 as="h2" block id="scenarios-title">
        Scenarios
      </Subtitle2>
      <Caption1 as="p" block>
        Stories of people and their phones that are true of the product. Each makes its own phones, which you
        can watch on the wall while it is told.
      </Caption1>
      {name ? (
        <p className="panel-empty" role="status">
          This sandbox has no scenario “{name}”.
        </p>
      ) : null}
      <ScenarioList {...{ scenarios, list }} left={before} onOpen={choose} />
    </section>
  );
}
