import { Tab, TabList } from '@fluentui/react-components';
import { useParameter } from '../address.ts';
import { ChecklistView } from './checklist/checklist-view.tsx';
import { ScenariosView } from './scenarios/scenarios-view.tsx';
import './tests.css';

type Part = 'checklist' | 'scenarios';

/** What proves that push works: the vendor's checklist, and stories of people and their phones. */
export function TestsPanel() {
  const [part, choose] = usePart();
  return (
    <div className="tests">
      <TabList
        size="small"
        className="tests-parts"
        aria-label="Kinds of tests"
        selectedValue={part}
        onTabSelect={(_, { value }) => choose(value as Part)}
      >
        <Tab id="tests-tab-checklist" value="checklist" aria-controls="tests-checklist">
          Checklist
        </Tab>
        <Tab id="tests-tab-scenarios" value="scenarios" aria-controls="tests-scenarios">
          Scenarios
        </Tab>
      </TabList>
      <div
        id="tests-checklist"
        role="tabpanel"
        aria-labelledby="tests-tab-checklist"
        hidden={part !== 'checklist'}
      >
        <ChecklistView />
      </div>
      <div
        id="tests-scenarios"
        role="tabpanel"
        aria-labelledby="tests-tab-scenarios"
        hidden={part !== 'scenarios'}
      >
        {part === 'scenarios' ? <ScenariosView /> : null}
      </div>
    </div>
  );
}

/** A scenario in the address is one of those of the scenarios. */
function usePart(): [Part, (part: Part) => void] {
  const [named, setNamed] = useParameter('tests');
  const [scenario] = useParameter('scenario');
  const part = named === 'scenarios' || (named === '' && scenario !== '') ? 'scenarios' : 'checklist';
  return [part, (next) => setNamed(next === 'checklist' && scenario === '' ? '' : next)];
}
