import { Body1, Caption1, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useState } from 'react';
import type { CheckColumn, Checklist, PageKind } from '../../../../src/control/check-wire.ts';
import { useParameter } from '../../address.ts';
import { NOT_TOLD } from '../../connection/connection.ts';
import { useLab } from '../../lab-context.ts';
import { phonesOn } from '../../phones/wall/order.ts';
import { useStore } from '../../store.ts';
import { useAnswer } from '../use-answer.ts';
import { type CellName, CheckGrid, isJudged } from './check-grid.tsx';
import { CheckToolbar } from './check-toolbar.tsx';
import { CheckedItemView } from './checked-item-view.tsx';
import { ReportMenu } from './report-menu.tsx';
import { RunChoice } from './run-choice.tsx';
import { NotMade, RunState } from './run-state.tsx';
import { plannedColumns, type Target, targetsOf } from './targets.ts';
import { useChecks } from './use-checks.ts';
import { useStart } from './use-start.ts';
import './checklist.css';

/** The vendor's 18 items on the phones, run live. */
export function ChecklistView() {
  const { client } = useLab();
  const { value: checklist } = useAnswer(client.checklist);
  return (
    <section className="checklist" aria-labelledby="checklist-title">
      <Subtitle2 as="h2" block id="checklist-title">
        Checklist
      </Subtitle2>
      <Caption1 as="p" block>
        The 18 items of the vendor’s checklist, judged by what is seen from outside: the same check as{' '}
        <code>journeys-push check</code>. It installs the app anew on each phone, so leave the phones alone
        while it runs.
      </Caption1>
      {checklist ? <Shown checklist={checklist} /> : <Spinner size="small" label="Loading the checklist" />}
    </section>
  );
}

function Shown({ checklist }: { checklist: Checklist }) {
  const { client, notices } = useLab();
  const checks = useChecks();
  const { run, runs, underWay } = checks;
  const { targets, chosen, choose, made, waiting } = useTargets();
  const [page, setPage] = useState<PageKind | undefined>();
  const [link, setLink] = useState('');
  const [open, setOpen] = useOpenCell();
  const { starting, start } = useStart(made);
  const usual = checklist.pages[0] ?? 'bare';
  const pages = [page && checklist.pages.includes(page) ? page : usual];
  const planned = plannedColumns(chosen, checklist, pages);
  const columns = run && run.columns.length > 0 ? run.columns : planned;
  const busy = starting || waiting || underWay !== undefined;
  const begin = async (part: { only?: readonly number[]; targets?: readonly Target[] } = {}) => {
    const begun = await start({ targets: chosen, pages, link, ...part });
    if (!begun) return;
    checks.keep(begun);
    setOpen(undefined);
    checks.show(begun);
  };
  const targetOf = ({ phone }: CheckColumn) => targets.filter(({ key }) => key === phone);
  const canRun = (one?: CheckColumn) => !busy && (one ? targetOf(one) : chosen).length > 0;
  const column = open && columns.find((each) => each.phone === open.phone && each.page === open.page);
  const item = open && checklist.items.find(({ number }) => number === open.number);
  const judged = column?.cells.find(({ number }) => number === open?.number);
  return (
    <>
      <CheckToolbar
        {...{ checklist, checks, targets, chosen, busy, link }}
        page={pages[0] ?? usual}
        onChoose={(keys) => {
          choose(keys);
          checks.show(undefined);
        }}
        onPage={(next) => {
          setPage(next);
          checks.show(undefined);
        }}
        onLink={setLink}
        onStart={() => begin()}
        onStop={async () => {
          const stopped = underWay && (await notices.watch(client.stopCheck(underWay.id)));
          if (stopped) checks.keep(stopped);
        }}
      />
      {checks.unknown ? (
        <Body1 as="p" block className="panel-empty" role="status">
          This sandbox does not remember that run: it was made before the sandbox was started again, or many
          runs ago.
        </Body1>
      ) : null}
      <NotMade failure={run?.failure} />
      {runs && runs.length > 0 ? (
        <div className="check-result">
          {run ? <RunState run={run} /> : <Caption1>Not run yet on these phones.</Caption1>}
          <RunChoice runs={runs} shown={run} onShow={checks.show} />
          {run ? <ReportMenu run={run} /> : null}
        </div>
      ) : null}
      <CheckGrid
        {...{ columns, canRun }}
        items={checklist.items}
        open={judged && isJudged(judged) ? open : undefined}
        onOpen={setOpen}
        onRun={({ number, column: one }) =>
          begin({
            ...(number === undefined ? {} : { only: [number] }),
            ...(one ? { targets: targetOf(one) } : {}),
          })
        }
      >
        {run && column && item ? (
          <CheckedItemView
            {...{ run, column, item }}
            busy={!canRun(column)}
            onClose={() => setOpen(undefined)}
            onRun={() => begin({ only: [item.number], targets: targetOf(column) })}
          />
        ) : null}
      </CheckGrid>
    </>
  );
}

/** What can be checked, and what of it is; until somebody chooses, the phones on the wall. */
function useTargets() {
  const { client, connection, wall } = useLab();
  const phones = useStore(connection.phones);
  const { order, settingUp } = useStore(wall);
  const { value: profiles = [] } = useAnswer(client.profiles);
  const [keys, choose] = useState<readonly string[]>();
  // What stands in for them until then is not what anybody means.
  const waiting = settingUp || phones === NOT_TOLD;
  const onWall = waiting ? [] : phonesOn(order, phones).map(({ id }) => id);
  const targets = targetsOf(phones, onWall, profiles);
  const chosen = targets.filter((target) => (keys ? keys.includes(target.key) : target.onWall));
  // A phone that was to be made is chosen by its own name from then on.
  const made = (key: string, id: string) =>
    choose((before) => before?.map((each) => (each === key ? id : each)));
  return { targets, chosen, choose, made, waiting };
}

/** The cell whose evidence is shown, as the address names it: `12.p1.bare`. */
function useOpenCell(): [CellName | undefined, (cell: CellName | undefined) => void] {
  const [text, setText] = useParameter('item');
  const [number = '', phone = '', page = ''] = text.split('.');
  const cell = phone && page ? { number: Number(number), phone, page } : undefined;
  return [cell, (next) => setText(next ? `${next.number}.${next.phone}.${next.page}` : '')];
}
