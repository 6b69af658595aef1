import { Link } from '@tanstack/react-router';
import { rulesContract as contract, type AdoptionMatrix as Matrix } from 'yunhe/rules/contract';
import { RegionChoice, useCompactChoices } from '../registry/choices.tsx';
import { type Filter, Filters } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlaceName } from './rule-facts.tsx';
import { RuleTabs } from './rule-tabs.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

/** Rules down, places across: what holds where on a day. */
export function AdoptionMatrix() {
  const t = useWords(rulesWords);
  const state = useListState();
  const region = state.several('region');
  const [on, compactId] = [state.text('on'), state.text('compactId')];
  const read = useRead(
    contract.readAdoptionMatrix,
    {
      ...(on === '' ? {} : { on }),
      ...(compactId === '' ? {} : { compactId }),
      ...(region.length === 0 ? {} : { region: [...region] }),
    },
    { keepLast: true },
  );
  return (
    <Page title={t('rules')} lead={t('matrixLead')}>
      <RuleTabs />
      <Filters filters={useMatrixFilters()} state={state} />
      <Loaded of={read}>
        {(matrix) =>
          matrix.places.length === 0 || matrix.ruleSets.length === 0 ? (
            <Empty title={t('noAdoptions')} hint={t('noAdoptionsHint')} />
          ) : (
            <MatrixTable matrix={matrix} />
          )
        }
      </Loaded>
    </Page>
  );
}

function useMatrixFilters(): Filter[] {
  const t = useWords(rulesWords);
  return [
    { kind: 'day', name: 'on', label: t('onDay') },
    { kind: 'choice', name: 'compactId', label: t('ofCompact'), options: useCompactChoices() },
    {
      kind: 'own',
      name: 'region',
      label: t('place'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
  ];
}

function MatrixTable({ matrix }: { readonly matrix: Matrix }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const cells = new Map(matrix.cells.map((cell) => [`${cell.ruleSetId} ${cell.place}`, cell]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard.
    <section className="table-frame" aria-label={t('whereInForce')} tabIndex={0}>
      <table className="table adoption-matrix">
        <caption className="unseen">{t('whereInForce')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            {matrix.places.map((place) => (
              <th key={place.id} scope="col">
                <PlaceName place={place} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.ruleSets.map(({ id, latest, sample }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/rules/versions/$versionId" params={{ versionId: latest.id }}>
                  {nameIn(language, latest)}
                </Link>{' '}
                <Sample when={sample} />
                <span className="quiet second-line">{latest.documentNumber}</span>
              </th>
              {matrix.places.map((place) => (
                <td key={place.id}>
                  <Standing cell={cells.get(`${id} ${place.id}`)} place={place.id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Standing({
  cell,
  place,
}: {
  readonly cell: Matrix['cells'][number] | undefined;
  readonly place: string;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  if (cell?.conflict === true) return <span className="tag tag-bad">{t('conflict')}</span>;
  if (cell === undefined || cell.holds === null) {
    return <span className="quiet">{t('notAdopted')}</span>;
  }
  const { holds, from, startsOn } = cell;
  return (
    <>
      <Link to="/rules/versions/$versionId" params={{ versionId: holds.id }}>
        {t('versionNumber', { number: holds.number })}
      </Link>
      {startsOn === null ? null : (
        <span className="quiet second-line">{t('since', { day: format.day(startsOn) })}</span>
      )}
      {from === null || from.id === place ? null : (
        <span className="quiet second-line">
          {t('through', { place: nameIn(language, from) || from.id })}
        </span>
      )}
    </>
  );
}
