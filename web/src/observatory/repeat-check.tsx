import { Select } from 'antd';
import type { Profile, Series } from 'yunhe/observatory/contract';
import { useListState } from '../ui/list-state.ts';
import { Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { useRegionName } from './places.tsx';
import { RepeatWarning } from './repeat-warning.tsx';
import { repeatWords } from './repeat-words.ts';
import { useFieldName } from './series-facts.tsx';

const plans = ['platform', 'fund', 'park'] as const;

/** Asks what is planned where, and shows whom it would repeat; kept in the address bar. */
export function RepeatCheck({
  regions,
  fields,
  seriesId,
}: {
  /** Of which one plans; the first unless it is chosen. */
  readonly regions: readonly Profile['region'][];
  readonly fields: readonly Series['shownFields'][number]['field'][];
  readonly seriesId: string;
}) {
  const t = useWords(repeatWords);
  const fieldOf = useFieldName();
  const nameOf = useRegionName();
  const state = useListState('plan.');
  const field = state.text('field');
  const planned = plans.find((one) => one === state.text('kind'));
  const regionCode =
    regions.find(({ code }) => code === state.text('in'))?.code ?? regions[0]!.code;
  const choose = (name: string) => (value: string | undefined) => state.change({ [name]: value });
  return (
    <Section title={t('check')}>
      <p>{t('checkLead')}</p>
      <div className="repeat-asked">
        {regions.length < 2 ? null : (
          <Select
            aria-label={t('whose')}
            value={regionCode}
            options={regions.map((one) => ({ value: one.code, label: nameOf(one) }))}
            onChange={choose('in')}
          />
        )}
        <Select
          aria-label={t('field')}
          placeholder={t('field')}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          popupMatchSelectWidth={false}
          value={field || null}
          options={fields.map((one) => ({ value: one.code, label: fieldOf(one) }))}
          onChange={(value: string | null) => choose('field')(value ?? undefined)}
        />
        <Select
          aria-label={t('planned')}
          placeholder={t('planned')}
          allowClear
          value={planned ?? null}
          options={plans.map((value) => ({ value, label: t(value) }))}
          onChange={(value: string | null) => choose('kind')(value ?? undefined)}
        />
      </div>
      {field === '' ? null : (
        <RepeatWarning
          regionCode={regionCode}
          field={field}
          seriesId={seriesId}
          {...(planned === undefined ? {} : { planned })}
        />
      )}
    </Section>
  );
}
