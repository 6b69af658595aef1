/** The ranges of a scenario as tables: what happens when, how amounts go on, what is spent. */
import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { TermsData } from 'yunhe/outposts/contract';
import { DayInput } from '../ui/day-input.tsx';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { Section } from '../ui/page.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { useWords } from '../ui/words.ts';
import type { Range, Scenario } from './scenario.ts';
import { simulationWords } from './simulation-words.ts';
import { useTermsNames } from './terms-names.ts';

interface Props {
  readonly scenario: Scenario;
  readonly terms: TermsData;
  readonly onChange: (scenario: Scenario) => void;
}

export function ScenarioTables(props: Props) {
  return (
    <>
      <Events {...props} />
      <Series {...props} />
      <Costs {...props} />
    </>
  );
}

function Table({
  label,
  head,
  children,
}: {
  readonly label: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <TableFrame label={label}>
      <table className="table">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableFrame>
  );
}

function Events({ scenario, terms, onChange }: Props) {
  const t = useWords(simulationWords);
  const { party, measure } = useTermsNames(terms);
  const events = scenario.events ?? [];
  if (events.length === 0) return null;
  const set = (at: number, part: Partial<(typeof events)[number]>) =>
    onChange({ ...scenario, events: events.with(at, { ...events[at]!, ...part }) });
  return (
    <Section title={t('events')}>
      <Table label={t('events')} head={[t('event'), t('party'), t('day'), t('delay')]}>
        {events.map((event, at) => (
          <tr key={`${event.event} ${event.party}`}>
            <td>{measure(event.event)}</td>
            <td>{party(event.party)}</td>
            <td>
              <DayInput value={event.day} onChange={(day) => set(at, { day: day ?? event.day })} />
            </td>
            <td>
              <RangeInput
                label={`${t('delay')} ${measure(event.event)}`}
                range={event.delay ?? { low: 0, high: 0 }}
                onChange={(delay) => set(at, { delay })}
              />
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

function Series({ scenario, terms, onChange }: Props) {
  const t = useWords(simulationWords);
  const { party, measure } = useTermsNames(terms);
  const { series } = scenario;
  if (series.length === 0) return null;
  const set = (at: number, part: Partial<(typeof series)[number]>) =>
    onChange({ ...scenario, series: series.with(at, { ...series[at]!, ...part }) });
  return (
    <Section title={t('series')}>
      <p className="quiet">{t('seriesHint')}</p>
      <Table label={t('series')} head={[t('party'), t('measure'), t('start'), t('growth')]}>
        {series.map((one, at) => {
          const name = `${party(one.party)} ${measure(one.measure)}`;
          return (
            <tr key={`${one.party} ${one.measure} ${one.source ?? ''}`}>
              <td>{party(one.party)}</td>
              <td>
                {measure(one.measure)}
                {one.source === undefined ? null : <span className="quiet"> {one.source}</span>}
              </td>
              <td>
                <AmountInput
                  label={`${t('start')} ${name}`}
                  value={one.start}
                  onChange={(start) => set(at, { start })}
                />
              </td>
              <td>
                <RangeInput
                  label={`${t('growth')} ${name}`}
                  range={one.growth}
                  percent
                  onChange={(growth) => set(at, { growth })}
                />
              </td>
            </tr>
          );
        })}
      </Table>
    </Section>
  );
}

function Costs({ scenario, terms, onChange }: Props) {
  const t = useWords(simulationWords);
  const { party } = useTermsNames(terms);
  const costs = scenario.costs ?? [];
  const parties = [...new Set(scenario.series.map((one) => one.party))];
  const named = (Array.isArray(terms.parties) ? terms.parties : []) as { id?: string }[];
  const all = named.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const set = (at: number, part: Partial<(typeof costs)[number]>) =>
    onChange({ ...scenario, costs: costs.with(at, { ...costs[at]!, ...part }) });
  const add = () =>
    onChange({
      ...scenario,
      costs: [
        ...costs,
        { party: all[0] ?? parties[0] ?? '', year: scenario.from, amount: '0', unit: 'CNY' },
      ],
    });
  return (
    <Section
      title={t('costs')}
      actions={
        <Button size="small" onClick={add}>
          {t('addCost')}
        </Button>
      }
    >
      <p className="quiet">{t('costsHint')}</p>
      {costs.length === 0 ? null : (
        <Table label={t('costs')} head={[t('party'), t('year'), t('amount'), t('remove')]}>
          {costs.map((cost, at) => (
            <tr key={at}>
              <td>
                <Select
                  aria-label={`${t('party')} ${at + 1}`}
                  popupMatchSelectWidth={false}
                  value={cost.party}
                  options={all.map((id) => ({ value: id, label: party(id) }))}
                  onChange={(value) => set(at, { party: value })}
                />
              </td>
              <td>
                <InputNumber
                  aria-label={`${t('year')} ${at + 1}`}
                  controls={false}
                  value={cost.year}
                  onChange={(year) => set(at, { year: year ?? scenario.from })}
                />
              </td>
              <td>
                <AmountInput
                  label={`${t('amount')} ${at + 1}`}
                  value={cost.amount}
                  onChange={(amount) => set(at, { amount })}
                />
              </td>
              <td>
                <Button
                  size="small"
                  type="link"
                  onClick={() => onChange({ ...scenario, costs: costs.toSpliced(at, 1) })}
                >
                  {t('remove')}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

/** A decimal amount; its digits are shown in groups below while it is typed plainly. */
function AmountInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <>
      <Input
        aria-label={label}
        inputMode="decimal"
        value={value}
        onChange={({ target }) => onChange(target.value.replaceAll(/[,，\s]/g, ''))}
      />
      {/^\d{5,}(\.\d+)?$/.test(value) ? (
        <span className="quiet amount-read">{groupedDigits(value)}</span>
      ) : null}
    </>
  );
}

/** From low to high, and what is most likely; per cent where it is a rate. */
function RangeInput({
  label,
  range,
  percent = false,
  onChange,
}: {
  readonly label: string;
  readonly range: Range;
  readonly percent?: boolean;
  readonly onChange: (range: Range) => void;
}) {
  const t = useWords(simulationWords);
  const factor = percent ? 100 : 1;
  const one = (key: 'low' | 'likely' | 'high') => (
    <InputNumber
      className="range-part"
      aria-label={`${label} ${t(key)}`}
      placeholder={t(key)}
      controls={false}
      value={range[key] === undefined ? null : Math.round(range[key] * factor * 1_000) / 1_000}
      onChange={(value) => onChange({ ...range, [key]: (value ?? 0) / factor })}
    />
  );
  return (
    <span className="range">
      {one('low')}
      {one('likely')}
      {one('high')}
    </span>
  );
}
