import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { contract, type Need, type Technology } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { useFieldName, useLanguageName } from './choices.tsx';
import { IntroductionState, OwnerLink, OwnerRegion } from './record-facts.tsx';
import { useQualityFact } from './review-facts.tsx';
import { matchingWords } from './words.ts';

type Either = Need | Technology;

/** Whose it is and how long it stands: the column beside what it says. */
export function RecordSide({
  record,
  facts,
}: {
  readonly record: Either;
  readonly facts: readonly (readonly [string, ReactNode] | null)[];
}) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const fieldName = useFieldName();
  const languageName = useLanguageName();
  const quality = useQualityFact();
  const separator = language === 'zh' ? '、' : ', ';
  const { organisation, contact } = record;
  return (
    <Section>
      <div className="facts-narrow">
        <Facts
          facts={[
            [
              t('organisation'),
              <>
                <OwnerLink owner={organisation} />
                <span className="quiet second-line">
                  <OwnerRegion owner={organisation} /> · {t(`kind_${organisation.kind}`)}
                </span>
              </>,
            ],
            record.fields.length === 0
              ? null
              : [t('fields'), record.fields.map(fieldName).join(separator)],
            ...facts,
            record.languages.length === 0
              ? null
              : [t('languages'), record.languages.map(languageName).join(separator)],
            record.source === null ? null : [t('source'), record.source],
            contact === null
              ? null
              : [
                  t('contact'),
                  <>
                    {contact.name}
                    <span className="quiet second-line">
                      {[contact.email, contact.phone].filter(Boolean).join(' · ')}
                    </span>
                  </>,
                ],
            record.publishedAt === null ? null : [t('publishedAt'), format.ago(record.publishedAt)],
            quality(record),
            record.expiresOn === null ? null : [t('expiresOn'), format.day(record.expiresOn)],
          ]}
        />
      </div>
    </Section>
  );
}

/** A text as it was typed, line by line. */
export function Told({ text }: { readonly text: string | null }) {
  if (text === null || text === '') return null;
  return <p className="told">{text}</p>;
}

export function Keywords({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <p className="tags">
      {words.map((word) => (
        <span key={word} className="tag">
          {word}
        </span>
      ))}
    </p>
  );
}

/** For those of its own organisation: who asked about it, and what came of it. */
export function IntroductionsAbout({
  record,
  about,
}: {
  readonly record: Either;
  readonly about: { readonly needId: string } | { readonly technologyId: string };
}) {
  const t = useWords(matchingWords);
  const format = useFormat();
  const viewer = useViewer();
  const member = mayActFor(viewer, record.organisation.id, 'viewer');
  const { data } = useRead(
    contract.listIntroductions,
    { ...about, limit: 20 },
    { enabled: member && record.state !== 'draft' },
  );
  if ((data?.items.length ?? 0) === 0) return null;
  return (
    <Section title={t('introductionsAbout')}>
      <ul className="rows">
        {data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <p className="rows-title">
                <Link to="/introductions/$introductionId" params={{ introductionId: one.id }}>
                  <Other summary={one} />
                </Link>
              </p>
              <p className="quiet">
                {one.side === null ? null : `${t(`side_${one.side}`)} · `}
                {format.ago(one.askedAt)}
              </p>
            </div>
            <IntroductionState state={one.state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Other({
  summary,
}: {
  readonly summary: { readonly side: string | null; asker: Named; asked: Named };
}) {
  const language = useLanguage();
  const other = summary.side === 'asker' ? summary.asked : summary.asker;
  return <>{(language === 'zh' ? other.nameZh : other.nameEn) || other.name}</>;
}

interface Named {
  readonly name: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
}
