import { Tab, TabList } from '@fluentui/react-components';
import { Activity } from 'react';
import { useParameter } from '../address.ts';
import { useBefore } from '../lost-focus.ts';
import { ColumnList } from './column-list.tsx';
import { ClockBar } from './course/clock-bar.tsx';
import './journeys.css';
import { JourneyPage } from './journey-page.tsx';
import { JourneyList } from './list/journey-list.tsx';
import { PeoplePart } from './people/people-part.tsx';
import { SegmentsPart } from './segments/segments-part.tsx';
import { SettingsPart } from './settings/settings-part.tsx';

const PARTS = { '': 'Journeys', people: 'People', segments: 'Segments', settings: 'Limits' } as const;
type Part = keyof typeof PARTS;

/** What a marketer does: journeys, the people and segments they are for, and the limits of all of them. */
export function JourneysPanel() {
  const [given, setPart] = useParameter('part');
  const [journey, setJourney] = useParameter('journey');
  const before = useBefore(journey);
  const part = given in PARTS ? (given as Part) : '';
  return (
    <div className="journeys">
      <div className="journeys-head">
        <TabList
          size="small"
          aria-label="Parts of Journeys"
          selectedValue={part}
          onTabSelect={(_, { value }) => {
            setPart(String(value), true);
            if (value === '' && part === '') setJourney('');
          }}
        >
          {Object.entries(PARTS).map(([value, title]) => (
            <Tab key={value} value={value} id={`journeys-${value}`} aria-controls="journeys-part">
              {title}
            </Tab>
          ))}
        </TabList>
        <ClockBar />
      </div>
      <div id="journeys-part" role="tabpanel" aria-labelledby={`journeys-${part}`}>
        <ColumnList />
        {/* Stays: a segment may be half written. */}
        <Activity mode={part === 'segments' ? 'visible' : 'hidden'}>
          <SegmentsPart />
        </Activity>
        <PartContent {...{ part, journey, before }} onJourney={(id) => setJourney(id, true)} />
      </div>
    </div>
  );
}

interface PartContentProps {
  part: Part;
  journey: string;
  /** The one shown before; empty for the list. */
  before: string | undefined;
  onJourney(journeyId: string): void;
}

function PartContent({ part, journey, before, onJourney }: PartContentProps) {
  if (part === 'people') return <PeoplePart />;
  if (part === 'segments') return null;
  if (part === 'settings') return <SettingsPart />;
  if (!journey) return <JourneyList left={before} onOpen={onJourney} />;
  return (
    <JourneyPage key={journey} journeyId={journey} fromList={before === ''} onLeave={() => onJourney('')} />
  );
}
