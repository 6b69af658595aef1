import type { Review } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { RegionName, useFieldName } from './choices.tsx';
import { useAmounts, usePrice } from './record-facts.tsx';
import { Keywords, Told } from './record-page.tsx';
import { reviewWords } from './review-words.ts';
import { matchingWords } from './words.ts';

/** What was handed in, as it was then: the reviewers' verdict speaks of this and nothing later. */
export function Submitted({ review }: { readonly review: Review }) {
  const { technology, need } = review;
  if (technology !== null) return <SubmittedTechnology technology={technology} />;
  return need === null ? null : <SubmittedNeed need={need} />;
}

type Level = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

function useFields(): (codes: readonly string[]) => string {
  const language = useLanguage();
  const fieldName = useFieldName();
  return (codes) => codes.map(fieldName).join(language === 'zh' ? '、' : ', ');
}

function SubmittedTechnology({
  technology,
}: {
  readonly technology: NonNullable<Review['technology']>;
}) {
  const t = useWords(matchingWords);
  const r = useWords(reviewWords);
  const price = usePrice();
  const fields = useFields();
  const { maturity, ipPosition } = technology;
  const said = price(technology.price);
  return (
    <Section title={r('asSubmitted')}>
      <Told text={technology.summary} />
      <Keywords words={technology.keywords} />
      <Facts
        facts={[
          [t('fields'), fields(technology.fields)],
          maturity === null ? null : [t('maturity'), t(`trl_${maturity as Level}`)],
          ipPosition === null ? null : [t('ipPosition'), t(`ip_${ipPosition}`)],
          said === null ? null : [t('price'), said],
          technology.source === null ? null : [t('source'), technology.source],
        ]}
      />
    </Section>
  );
}

function SubmittedNeed({ need }: { readonly need: NonNullable<Review['need']> }) {
  const t = useWords(matchingWords);
  const r = useWords(reviewWords);
  const format = useFormat();
  const amounts = useAmounts();
  const fields = useFields();
  const { leastMaturity } = need;
  const budget = amounts(need.budget);
  return (
    <Section title={r('asSubmitted')}>
      <Told text={need.problem} />
      <Keywords words={need.keywords} />
      <Facts
        facts={[
          need.targets === null ? null : [t('targets'), <Told key="targets" text={need.targets} />],
          [t('fields'), fields(need.fields)],
          leastMaturity === null ? null : [t('leastMaturity'), t(`trl_${leastMaturity as Level}`)],
          budget === null ? null : [t('budget'), budget],
          need.deadline === null ? null : [t('deadline'), format.day(need.deadline)],
          need.regionScope.length === 0
            ? null
            : [
                t('regionScope'),
                <span key="scope" className="tags">
                  {need.regionScope.map((code) => (
                    <span key={code} className="tag">
                      <RegionName code={code} />
                    </span>
                  ))}
                </span>,
              ],
          [t('visibility'), t(`visibility_${need.visibility}`)],
          need.source === null ? null : [t('source'), need.source],
        ]}
      />
    </Section>
  );
}
