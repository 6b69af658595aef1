import { Link } from '@tanstack/react-router';
import { Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { observatoryWords } from './words.ts';

/** A rule said no: which one, and who would fare how under another. */
export function WhatIf({ versionId }: { readonly versionId: string }) {
  const t = useWords(observatoryWords);
  return (
    <Section title={t('whatIf')}>
      <p>{t('whatIfHint')}</p>
      <p className="row">
        {/* Paths are plain text here: the pages are another capability's. */}
        <Link to={`/rules/versions/${versionId}` as string}>{t('seeRule')}</Link>{' '}
        <Link to={'/rules/replays/new' as string} search={{ baseVersionId: versionId } as never}>
          {t('startReplay')}
        </Link>
      </p>
    </Section>
  );
}
