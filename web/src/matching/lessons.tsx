import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { contract, type Lessons as Learned } from 'yunhe/matching/contract';
import { type Filter, Filters } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { ExportMenu } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/organisations/$organisationId/lessons');
const becameKeys = [
  'introductions',
  'waiting',
  'declined',
  'talksEnded',
  'without',
  'contracts',
] as const;

/** Why technologies of an organisation were declined, for its own people. */
export function Lessons() {
  const t = useWords(matchingWords);
  const { organisationId } = route.useParams();
  const state = useListState();
  const query = Object.fromEntries(
    ['from', 'to', 'technologyId']
      .map((name) => [name, state.text(name)] as const)
      .filter(([, value]) => value !== ''),
  );
  const read = useRead(contract.readLessons, { organisationId, ...query }, { keepLast: true });
  const filters: Filter[] = [
    { kind: 'day', name: 'from', label: t('periodFrom') },
    { kind: 'day', name: 'to', label: t('periodTo') },
    {
      kind: 'choice',
      name: 'technologyId',
      label: t('technology'),
      options: useTechnologies(organisationId),
    },
  ];
  const filtered = Object.keys(query).length > 0;
  return (
    <Page
      title={t('lessons')}
      lead={t('lessonsLead')}
      above={[{ to: '/technologies', label: t('technologies') }]}
      actions={
        <ExportMenu
          endpoint={contract.exportLessons}
          formats={['csv', 'xlsx', 'jsonl']}
          query={{ organisationId, ...query }}
        />
      }
    >
      <Filters filters={filters} state={state} />
      <Loaded of={read}>
        {(learned) =>
          learned.steps.introductions === 0 && !filtered ? (
            <Empty
              title={t('lessonsEmpty')}
              hint={t('lessonsEmptyHint')}
              action={
                <Link to="/technologies" search={{ mine: 'true' }} className="link-button">
                  {t('goToTechnologies')}
                </Link>
              }
            />
          ) : (
            <Body learned={learned} />
          )
        }
      </Loaded>
    </Page>
  );
}

function useTechnologies(organisationId: string) {
  const t = useWords(matchingWords);
  const read = useRead(contract.listTechnologies, { organisationId, limit: 100 });
  return (read.data?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title || t('untitled'),
  }));
}

function Body({ learned }: { readonly learned: Learned }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  const { steps, answers } = learned;
  return (
    <>
      <Section title={t('whatBecame')}>
        <Facts
          facts={becameKeys.map((key) => [t(`became_${key}`), format.number(steps[key])] as const)}
        />
      </Section>
      {answers === 0 ? (
        <Section title={t('reasonsGiven')}>
          <p>{t('lessonsNone')}</p>
        </Section>
      ) : (
        <Reasons learned={learned} />
      )}
      {answers === 0 ? null : <OverTime learned={learned} />}
      {learned.byTechnology.length === 0 ? null : <ByTechnology learned={learned} />}
    </>
  );
}

function Reasons({ learned }: { readonly learned: Learned }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  const { answers, reasons, field } = learned;
  const compared = field.organisations !== null;
  return (
    <Section title={t('reasonsGiven')}>
      <p className="quiet">{t('ofNoes', { count: answers })}</p>
      <Frame label={t('reasonsGiven')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('reasonsGiven')}</th>
              <th scope="col" className="end">
                {t('times')}
              </th>
              <th scope="col">{t('ownShare')}</th>
              {compared ? <th scope="col">{t('fieldShare')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, count, share, fieldShare }) => (
              <tr key={reason}>
                <th scope="row">{t(`reason_${reason}`)}</th>
                <td className="end">{format.number(count)}</td>
                <td>
                  <Bar share={share} text={format.share(share)} />
                </td>
                {compared ? (
                  <td>
                    <Bar share={fieldShare ?? 0} text={format.share(fieldShare)} other />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
      <p className="quiet">
        {field.organisations !== null && field.answers !== null
          ? t('fieldShown', {
              organisations: field.organisations,
              answers: field.answers,
              before: format.day(field.before),
            })
          : t('fieldHidden', {
              organisations: field.organisationsAtLeast,
              answers: field.answersAtLeast,
            })}
      </p>
    </Section>
  );
}

function Frame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by key
    <section className="table-frame" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** A share as a bar, with its figure beside it. */
function Bar({
  share,
  text,
  other = false,
}: {
  readonly share: number;
  readonly text: string;
  readonly other?: boolean;
}) {
  return (
    <span className="share">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect
          width={Math.min(1, share) * 100}
          height="8"
          className={other ? 'share-other' : 'share-own'}
        />
      </svg>
      {text}
    </span>
  );
}

function OverTime({ learned }: { readonly learned: Learned }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  return (
    <Section title={t('overTime')}>
      <Frame label={t('overTime')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('quarter')}</th>
              <th scope="col" className="end">
                {t('noes')}
              </th>
              <th scope="col">{t('reasonsGiven')}</th>
            </tr>
          </thead>
          <tbody>
            {learned.byQuarter.map(({ quarter, answers, reasons }) => (
              <tr key={quarter}>
                <th scope="row">{quarter}</th>
                <td className="end">{format.number(answers)}</td>
                <td>
                  <Counted reasons={reasons} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </Section>
  );
}

function ByTechnology({ learned }: { readonly learned: Learned }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  return (
    <Section title={t('byTechnology')}>
      <Frame label={t('byTechnology')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('technology')}</th>
              {(['introductions', 'declined', 'talksEnded', 'contracts'] as const).map((key) => (
                <th key={key} scope="col" className="end">
                  {t(`became_${key}`)}
                </th>
              ))}
              <th scope="col">{t('mostFrequent')}</th>
            </tr>
          </thead>
          <tbody>
            {learned.byTechnology.map(({ technology, reasons, ...counts }) => (
              <tr key={technology?.id ?? ''}>
                <th scope="row">
                  {technology === null ? (
                    t('withoutTechnology')
                  ) : (
                    <Link to="/technologies/$technologyId" params={{ technologyId: technology.id }}>
                      {technology.title}
                    </Link>
                  )}
                </th>
                <td className="end">{format.number(counts.introductions)}</td>
                <td className="end">{format.number(counts.declined)}</td>
                <td className="end">{format.number(counts.talksEnded)}</td>
                <td className="end">{format.number(counts.contracts)}</td>
                <td>
                  <Counted reasons={reasons.slice(0, 3)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </Section>
  );
}

function Counted({ reasons }: { readonly reasons: Learned['byQuarter'][number]['reasons'] }) {
  const t = useWords(matchingWords);
  return (
    <span className="tags">
      {reasons.map(({ reason, count }) => (
        <span key={reason} className="tag">
          {t(`reason_${reason}`)} {count}
        </span>
      ))}
    </span>
  );
}
