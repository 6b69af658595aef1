/** Small pieces that pages of statements and nettings show alike. */
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import type { BoundParty, NettingSummary, Place, StatementSummary } from 'yunhe/outposts/contract';
import { download, type Endpoint, type Input, Problem } from '../ui/call.ts';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { ProblemView } from '../ui/problem.tsx';
import { type Language, nameIn, useLanguage, useWords } from '../ui/words.ts';
import { statementWords } from './statement-words.ts';
import './outposts-statements.css';

const tones = {
  issued: 'tag-warn',
  accepted: 'tag-accent',
  netted: 'tag-accent',
  paid: 'tag-good',
} as const;

export function StatementState({ state }: { readonly state: StatementSummary['state'] }) {
  const t = useWords(statementWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

const nettingTones = {
  proposed: 'tag-warn',
  agreed: 'tag-accent',
  paid: 'tag-good',
  voided: '',
} as const;

export function NettingState({ state }: { readonly state: NettingSummary['state'] }) {
  const t = useWords(statementWords);
  return <span className={`tag ${nettingTones[state]}`}>{t(`netting_${state}`)}</span>;
}

export function useStatementTitle() {
  const t = useWords(statementWords);
  return ({ year, number }: { readonly year: number; readonly number: number }) =>
    number === 0 ? t('statementOf', { year }) : t('differenceOf', { year, number });
}

/** Who a party is; else what the terms call it. */
export function partyName(language: Language, parties: readonly BoundParty[], id: string): string {
  const party = parties.find((one) => one.party === id);
  if (party === undefined) return id;
  return (party.place === null ? '' : nameIn(language, party.place)) || party.name[language] || id;
}

export function usePlaceName(places: Readonly<Record<string, Place>>) {
  const language = useLanguage();
  return (key: string) => {
    const place = places[key];
    return (place === undefined ? '' : nameIn(language, place)) || key;
  };
}

/** An exact decimal, its whole part in groups of three; no digit passes through a float. */
export function Amount({ of }: { readonly of: string }) {
  return <span className="amount">{groupedDigits(of)}</span>;
}

export function Digest({ of }: { readonly of: string }) {
  return <code title={of}>{of.slice(0, 16)}…</code>;
}

interface FileChoice {
  readonly key: string;
  readonly label: ReactNode;
  readonly query: object;
}

/** A menu of files; what hinders one is said below the button. */
export function FileMenu<E extends Endpoint>({
  endpoint,
  input,
  files,
}: {
  readonly endpoint: E;
  readonly input: object;
  readonly files: readonly FileChoice[];
}) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const fetchFile = async (key: string) => {
    setProblem(null);
    const file = files.find((one) => one.key === key);
    const asked = { ...input, ...file?.query, lang: language } as unknown as Input<E>;
    await download(endpoint, asked).catch((error: unknown) => {
      if (error instanceof Problem) setProblem(error);
    });
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: files.map(({ key, label }) => ({ key, label })),
          onClick: ({ key }) => void fetchFile(key),
        }}
      >
        <Button>{t('download')}</Button>
      </Dropdown>
      <ProblemView problem={problem} />
    </>
  );
}
