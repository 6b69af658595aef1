import { Link } from '@tanstack/react-router';
import { roundContract as contract, type RoundTask } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useRoundTitle } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

/** What waits for the person who looks; nothing stands here where nothing does. */
export function RoundTasks() {
  const t = useWords(roundWords);
  const language = useLanguage();
  const titleOf = useRoundTitle();
  const read = useRead(contract.listRoundTasks, {});
  const items = read.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('tasks')}>
      <ul className="rows">
        {items.map((one) => (
          <li key={`${one.task} ${one.roundId} ${one.reportId} ${one.interventionId}`}>
            <div>
              <Link className="strong" to={addressOf(one) as never}>
                {t(`task_${one.task}`, { count: one.count } as never)}
                {one.platform === null ? '' : ` · ${nameIn(language, one.platform)}`}
              </Link>{' '}
              <Sample when={one.sample} />
              <p className="quiet">
                {titleOf(one)} <Until day={one.until} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const soonDays = 3;

/** The last day; said louder when it is near or over. */
export function Until({ day }: { readonly day: string | null }) {
  const t = useWords(roundWords);
  const format = useFormat();
  if (day === null) return null;
  const soon = new Date(Date.now() + soonDays * 86_400_000).toISOString().slice(0, 10);
  return (
    <span className={day <= soon ? 'urgent' : 'quiet'}>{t('until', { day: format.day(day) })}</span>
  );
}

export function addressOf(
  one: Pick<RoundTask, 'task' | 'roundId' | 'reportId' | 'interventionId'>,
): string {
  const { task, roundId, reportId, interventionId } = one;
  switch (task) {
    case 'report':
    case 'answer':
      return `/platforms/reports/${reportId}`;
    case 'expect_scoring':
    case 'score':
      return `/platforms/reports/${reportId}/scoring`;
    case 'read_result':
      return `/platforms/reports/${reportId}/evaluation`;
    case 'seat_panel':
      return `/platforms/rounds/${roundId}/panel`;
    case 'decide_appeal':
      return `/platforms/rounds/${roundId}/appeals`;
    case 'mend':
    case 'follow_up':
      return `/platforms/interventions/${interventionId}`;
    default:
      return `/platforms/rounds/${roundId}`;
  }
}
