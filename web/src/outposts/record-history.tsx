import type { RecordStep } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { outpostWords } from './outpost-words.ts';
import './outposts.css';

/** What was done with a record, as the event log tells it. */
export function RecordHistory({ steps }: { readonly steps: readonly RecordStep[] }) {
  const t = useWords(outpostWords);
  const format = useFormat();
  return (
    <Section title={t('history')}>
      {steps.length === 0 ? <p className="quiet">{t('noHistory')}</p> : null}
      <ul className="record-lines">
        {steps.map((step) => (
          <li key={`${step.at} ${step.type}`}>
            {wordFor(t, step.type)}
            <span className="quiet second-line">
              {step.by} · {format.instant(step.at)}
            </span>
            {step.changes.map(({ field, before, after }) => (
              <span key={field} className="quiet second-line">
                {t('change', {
                  field: fieldName(t, field),
                  before: say(before),
                  after: say(after),
                })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type T = ReturnType<typeof useWords<typeof outpostWords.phrases>>;

function wordFor(t: T, type: string): string {
  const key = `event_${type}`;
  return key in outpostWords.phrases ? (t as (key: string) => string)(key) : type;
}

const words: Readonly<Record<string, keyof typeof outpostWords.phrases>> = {
  homeRegion: 'home',
  hostRegion: 'host',
  operatorId: 'operator',
  organisationId: 'organisation',
  spaceSquareMetres: 'spaceField',
  activitiesAtHome: 'atHome',
  activitiesThere: 'there',
  outpostId: 'throughOutpost',
  agreementId: 'countedBy',
};

function fieldName(t: T, field: string): string {
  const key = words[field] ?? field;
  return key in outpostWords.phrases ? (t as (key: string) => string)(key) : field;
}

function say(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
