import { Select } from 'antd';
import { NameOfRegion, useCompactChoices } from '../registry/choices.tsx';
import { useViewer } from '../ui/actor.ts';

/** One of the two, as operations of those who make rules take it. */
export type MakerPlace = { readonly regionCode: string } | { readonly compactId: string };

/** The places that the viewer serves as an officer; the first is offered. */
export function useMakerPlaces(): readonly MakerPlace[] {
  const offices = useViewer()?.offices ?? [];
  return offices.flatMap(({ office, regionCode, compactId }): MakerPlace[] => {
    if (office === 'region_officer' && regionCode !== null) return [{ regionCode }];
    if (office === 'secretariat' && compactId !== null) return [{ compactId }];
    return [];
  });
}

export function MakerPlaceChoice({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: MakerPlace | undefined;
  readonly onChange: (place: MakerPlace) => void;
}) {
  const places = useMakerPlaces();
  const compacts = useCompactChoices();
  const keyOf = (place: MakerPlace) => JSON.stringify(place);
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
