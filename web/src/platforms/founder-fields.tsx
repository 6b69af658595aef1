/** Who founds a platform and what each brings, and what stands there: rows that come and go. */
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  platformContributionKinds as contributionKinds,
  type Platform,
} from 'yunhe/platforms/contract';
import { OrganisationChoice, RegionChoice } from '../registry/choices.tsx';
import { useWords } from '../ui/words.ts';
import { platformWords } from './platform-words.ts';

interface ContributionDraft {
  readonly kind: (typeof contributionKinds)[number];
  /** Digits as they were typed: a number would round what is large. */
  readonly amount: string | null;
  readonly note: string;
}

export interface FounderDraft {
  readonly kind: 'region' | 'organisation';
  /** The region's code or the organisation's id. */
  readonly id: string | null;
  readonly contributions: readonly ContributionDraft[];
}

export interface FacilityDraft {
  readonly name: string;
  readonly quantity: number | null;
  readonly note: string;
}

const newFounder: FounderDraft = { kind: 'region', id: null, contributions: [] };
const newFacility: FacilityDraft = { name: '', quantity: null, note: '' };

interface Rows<Draft> {
  readonly value: readonly Draft[];
  readonly onChange: (all: readonly Draft[]) => void;
}

function put<Draft>({ value, onChange }: Rows<Draft>, at: number, one: Draft | null) {
  onChange(value.flatMap((before, place) => (place === at ? (one ?? []) : before)));
}

export function FounderFields(rows: Rows<FounderDraft>) {
  const t = useWords(platformWords);
  return (
    <fieldset className="drafts">
      <legend>{t('founders')}</legend>
      {rows.value.map((founder, at) => (
        <OneFounder
          key={at}
          number={at + 1}
          founder={founder}
          onChange={(one) => put(rows, at, one)}
        />
      ))}
      <Button onClick={() => rows.onChange([...rows.value, newFounder])}>{t('addFounder')}</Button>
    </fieldset>
  );
}

function OneFounder({
  number,
  founder,
  onChange,
}: {
  readonly number: number;
  readonly founder: FounderDraft;
  readonly onChange: (founder: FounderDraft | null) => void;
}) {
  const t = useWords(platformWords);
  const { kind, id, contributions } = founder;
  const label = t(kind === 'region' ? 'founderRegion' : 'founderOrganisation');
  const choice = {
    ...{ label, placeholder: label, value: id },
    onChange: (chosen: string | readonly string[] | undefined) =>
      onChange({ ...founder, id: [chosen ?? []].flat()[0] ?? null }),
  };
  const brought = {
    value: contributions,
    onChange: (all: readonly ContributionDraft[]) => onChange({ ...founder, contributions: all }),
  };
  const another = () => {
    const rest = contributionKinds.find((one) => contributions.every((had) => had.kind !== one));
    brought.onChange([...contributions, { kind: rest ?? 'money', amount: null, note: '' }]);
  };
  return (
    <fieldset className="draft">
      <legend>{t('founderNumber', { number })}</legend>
      <div className="draft-row">
        <Segmented
          value={kind}
          options={(['region', 'organisation'] as const).map((value) => ({
            value,
            label: t(`founder_${value}`),
          }))}
          onChange={(value) => onChange({ ...founder, kind: value, id: null })}
        />
        {kind === 'region' ? <RegionChoice {...choice} /> : <OrganisationChoice {...choice} />}
        <Remove onClick={() => onChange(null)}>{t('removeFounder', { number })}</Remove>
      </div>
      {contributions.map((one, at) => (
        <OneContribution key={at} one={one} onChange={(next) => put(brought, at, next)} />
      ))}
      <Button size="small" onClick={another}>
        {t('addContribution')}
      </Button>
    </fieldset>
  );
}

function OneContribution({
  one,
  onChange,
}: {
  readonly one: ContributionDraft;
  readonly onChange: (one: ContributionDraft | null) => void;
}) {
  const t = useWords(platformWords);
  return (
    <div className="draft-row">
      <Select
        aria-label={t('contribution')}
        value={one.kind}
        options={contributionKinds.map((value) => ({ value, label: t(`bring_${value}`) }))}
        onChange={(kind) => onChange({ ...one, kind })}
      />
      <InputNumber<string>
        stringMode
        aria-label={t(`bring_${one.kind}`)}
        placeholder={t('amount')}
        controls={false}
        min="0"
        precision={one.kind === 'staff' || one.kind === 'space' ? 0 : 2}
        formatter={(value) => String(value ?? '').replace(/\.0+$/, '')}
        value={one.amount}
        onChange={(amount) => onChange({ ...one, amount })}
      />
      <Input
        aria-label={t('note')}
        placeholder={t('note')}
        maxLength={300}
        value={one.note}
        onChange={({ target }) => onChange({ ...one, note: target.value })}
      />
      <Remove onClick={() => onChange(null)}>{t('removeContribution')}</Remove>
    </div>
  );
}

export function FacilityFields(rows: Rows<FacilityDraft>) {
  const t = useWords(platformWords);
  return (
    <fieldset className="drafts">
      <legend>{t('facilities')}</legend>
      {rows.value.map((one, at) => (
        <div key={at} className="draft-row">
          <Input
            aria-label={t('facilityName')}
            placeholder={t('facilityName')}
            maxLength={200}
            value={one.name}
            onChange={({ target }) => put(rows, at, { ...one, name: target.value })}
          />
          <InputNumber
            aria-label={t('quantity')}
            placeholder={t('quantity')}
            controls={false}
            min={1}
            max={1_000_000}
            precision={0}
            value={one.quantity}
            onChange={(quantity) => put(rows, at, { ...one, quantity })}
          />
          <Input
            aria-label={t('note')}
            placeholder={t('note')}
            maxLength={300}
            value={one.note}
            onChange={({ target }) => put(rows, at, { ...one, note: target.value })}
          />
          <Remove onClick={() => put(rows, at, null)}>{t('removeFacility')}</Remove>
        </div>
      ))}
      <Button onClick={() => rows.onChange([...rows.value, newFacility])}>
        {t('addFacility')}
      </Button>
    </fieldset>
  );
}

function Remove({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button size="small" type="text" className="draft-remove" onClick={onClick}>
      {children}
    </Button>
  );
}

export function founderDrafts({ founders }: Pick<Platform, 'founders'>): FounderDraft[] {
  return founders.map(({ place, contributions }) => ({
    ...{ kind: place.kind, id: place.id },
    contributions: contributions.map(({ kind, amount, note }) => ({
      ...{ kind, amount, note: note ?? '' },
    })),
  }));
}

/** As the operation takes them; rows that name nobody, and amounts that are not given, are left out. */
export function foundersBody(founders: readonly FounderDraft[]) {
  return founders
    .filter(({ id }) => id !== null)
    .map(({ kind, id, contributions }) => ({
      regionCode: kind === 'region' ? id : null,
      organisationId: kind === 'organisation' ? id : null,
      contributions: contributions.flatMap(({ kind: what, amount, note }) =>
        amount === null || amount === '' ? [] : [{ kind: what, amount, note: said(note) }],
      ),
    }));
}

export function facilityDrafts({ facilities }: Pick<Platform, 'facilities'>): FacilityDraft[] {
  return facilities.map(({ name, quantity, note }) => ({
    ...{ name, quantity: quantity ?? null, note: note ?? '' },
  }));
}

export function facilitiesBody(facilities: readonly FacilityDraft[]) {
  return facilities
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, quantity, note }) => ({ name: name.trim(), quantity, note: said(note) }));
}

function said(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
