import {
  seriesContract as contract,
  type Profile,
  type Series,
  type SeriesSummary,
  type SmallCellsTold,
} from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { observatoryWords } from './words.ts';

type Field = Series['shownFields'][number]['field'];

/** The words for a field where it has some, its code where not. */
export function useFieldName(): (field: Field) => string {
  const language = useLanguage();
  return (field) => {
    const name = nameIn(language, field);
    return name === '' ? field.code : name;
  };
}

/** To two decimals; what is not defined is a dash. */
export function useFigure(): (value: number | null) => string {
  const format = useFormat();
  return format.figure;
}

type Said = Pick<SeriesSummary, 'title' | 'unit' | 'source'>;

/** Title, unit and source of a series in the reader's language, where it has words in it. */
export function useSeriesWords(): (series: SeriesSummary) => Said {
  const language = useLanguage();
  return (series) => (language === 'en' ? (series.english ?? series) : series);
}

/** Who made a figure: a person by name, or the node itself. */
export function useMaker(): (madeBy: string) => string {
  const t = useWords(observatoryWords);
  return (madeBy) => (madeBy === 'system' ? t('theNode') : madeBy);
}

/** That something is left out, why, and how much; nothing where nothing is. */
export function SmallCellsSaid({ of }: { readonly of: SmallCellsTold }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const { organisationsAtLeast: least, cells, hidden } = of;
  if (cells === 0) return null;
  const said = t('smallCells', { count: format.number(cells), least });
  return (
    <p role="note">
      {said}{' '}
      {hidden === 0 ? t('smallCellsOwn') : t('smallCellsHidden', { count: format.number(hidden) })}
    </p>
  );
}

type Caveat = 'no_variation';

/** What the analysis of a series could not do, in words. */
export function SeriesCaveats({ seriesId }: { readonly seriesId: string }) {
  const t = useWords(observatoryWords);
  const { data } = useRead(contract.readSeries, { seriesId });
  if (data === undefined || data.caveats.length === 0) return null;
  return (
    <Section title={t('caveats')}>
      <ul>
        {data.caveats.map((code) => (
          <li key={code}>{t(`caveat_${code as Caveat}`)}</li>
        ))}
      </ul>
    </Section>
  );
}

interface Made {
  readonly series: SeriesSummary;
  readonly method: Profile['method'];
}

/** Where figures come from and how they were made. */
export function useProvenance(): (made: Made) => string {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const wordsOf = useSeriesWords();
  return ({ series, method: { name, version, inputsDigest } }) =>
    [
      t('sourceSaid', { source: wordsOf(series).source }),
      wordsOf(series).title,
      format.day(series.on),
      ...(series.licence === null ? [] : [series.licence]),
      t('methodSaid', { name, version, digest: inputsDigest.slice(0, 12) }),
    ].join(' · ');
}

/** Below every table of them. */
export function Provenance(made: Made) {
  return <p className="quiet">{useProvenance()(made)}</p>;
}
