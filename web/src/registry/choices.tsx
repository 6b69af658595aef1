import { Select } from 'antd';
import {
  registryContract as contract,
  type OrganisationKind,
  organisationKinds,
} from 'yunhe/registry/contract';
import { useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useRead } from '../ui/query.ts';
import { RemoteChoice, type RemoteChoiceProps } from '../ui/remote-choice.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { OrganisationName } from './organisation-name.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

type Choosing = Partial<
  Pick<
    RemoteChoiceProps<typeof contract.listRegions>,
    'id' | 'value' | 'onChange' | 'several' | 'label' | 'placeholder'
  >
>;

export function RegionChoice(props: Choosing) {
  const t = useWords(registryWords);
  return (
    <RemoteChoice
      endpoint={contract.listRegions}
      valueOf={({ code }) => code}
      labelOf={(region) => (
        <>
          <RegionName region={region} /> <span className="quiet">{region.code}</span>
        </>
      )}
      nameOf={({ value }) => <NameOfRegion code={value} />}
      label={t('region')}
      {...props}
    />
  );
}

/** A list's filter by any of several regions, with what lies within them. */
export function regionFilter(name: string, label: string): Filter {
  return {
    ...{ kind: 'own', name, label },
    render: (value, change) => (
      <RegionChoice
        several
        label={label}
        placeholder={label}
        value={value}
        onChange={(codes) => change([codes ?? []].flat())}
      />
    ),
  };
}

export function NameOfRegion({ code }: { readonly code: string }) {
  const language = useLanguage();
  const { data } = useRead(contract.readRegion, { code });
  return data === undefined ? code : nameIn(language, data) || code;
}

export function OrganisationChoice({
  input,
  ...props
}: Choosing & Pick<RemoteChoiceProps<typeof contract.listOrganisations>, 'input'>) {
  const t = useWords(registryWords);
  return (
    <RemoteChoice
      endpoint={contract.listOrganisations}
      {...(input === undefined ? {} : { input })}
      valueOf={({ id }) => id}
      labelOf={(organisation) => (
        <>
          <OrganisationName organisation={organisation} />
          <span className="quiet">
            {' '}
            {organisation.province === null ? null : <RegionName region={organisation.province} />}
          </span>
        </>
      )}
      nameOf={({ value }) => <NameOfOrganisation organisationId={value} />}
      label={t('organisation')}
      offersAtOnce={false}
      {...props}
    />
  );
}

export function NameOfOrganisation({ organisationId }: { readonly organisationId: string }) {
  const language = useLanguage();
  const { data } = useRead(contract.readOrganisation, { organisationId });
  return data === undefined ? '…' : nameIn(language, data) || data.displayName;
}

/** Compacts are few: all of them are offered at once. */
export function useCompactChoices(): readonly { value: string; label: string }[] {
  const language = useLanguage();
  const { data } = useRead(contract.listCompacts, { limit: 100 });
  return (data?.items ?? []).map((compact) => ({
    value: compact.id,
    label: nameIn(language, compact),
  }));
}

/** The word for a kind of organisation; one that is not ours keeps its own. */
export function useKindName(): (kind: string) => string {
  const t = useWords(registryWords);
  const known: readonly string[] = organisationKinds;
  return (kind) => (known.includes(kind) ? t(`kind_${kind as OrganisationKind}`) : kind);
}

/** One of the two, as operations of those who serve a place take it. */
export type ServedPlace = { readonly regionCode: string } | { readonly compactId: string };

/** The places that the viewer serves as an officer; the first is offered. */
export function useServedPlaces(): readonly ServedPlace[] {
  const offices = useViewer()?.offices ?? [];
  return offices.flatMap(({ office, regionCode, compactId }): ServedPlace[] => {
    if (office === 'region_officer' && regionCode !== null) return [{ regionCode }];
    if (office === 'secretariat' && compactId !== null) return [{ compactId }];
    return [];
  });
}

export function ServedPlaceChoice({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: ServedPlace | undefined;
  readonly onChange: (place: ServedPlace) => void;
}) {
  const places = useServedPlaces();
  const compacts = useCompactChoices();
  const keyOf = (place: ServedPlace) => JSON.stringify(place);
  return (
    <Select
      id={id}
      aria-label={label}
      value={value === undefined ? null : keyOf(value)}
      options={places.map((place) => ({
        value: keyOf(place),
        label:
          'regionCode' in place ? (
            <NameOfRegion code={place.regionCode} />
          ) : (
            (compacts.find((compact) => compact.value === place.compactId)?.label ??
            place.compactId)
          ),
      }))}
      onChange={(key) => {
        const chosen = places.find((place) => keyOf(place) === key);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
