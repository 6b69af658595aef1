import type { actContract } from 'yunhe/platforms/contract';
import type { Answer } from '../ui/call.ts';
import { useFormat } from '../ui/format.ts';
import { useNarrow } from '../ui/narrow.ts';
import { Section } from '../ui/page.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';

type Mandates = Answer<typeof actContract.readMandates>;
type Power = Mandates['powers'][number];

/** Who may do what alone, up to which amount, with which negative list, and how much is used. */
export function Powers({
  mandates: { powers, used, year },
  nameOf,
}: {
  readonly mandates: Mandates;
  readonly nameOf: (body: string) => string;
}) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const narrow = useNarrow();
  if (powers.length === 0) return null;
  const rows = powers.map((power) => {
    const { body, kind, singleMinor, yearlyMinor } = power;
    const amount = (minor: string | null) =>
      minor === null ? t('noLimit') : format.money(minor, 'CNY');
    const done = used.find((one) => one.body === body && one.kind === kind);
    return {
      ...{ power, key: `${body} ${kind}`, body: nameOf(body), kind: t(`act_${kind}`) },
      ...{ single: amount(singleMinor), yearly: amount(yearlyMinor) },
      used: amount(done?.amountMinor ?? '0'),
      times: done === undefined ? null : t('times', { count: done.count }),
    };
  });
  return (
    <Section title={t('powers')}>
      <p className="quiet">{t('powersLead')}</p>
      {narrow ? (
        <ul className="waiting">
          {rows.map((row) => (
            <li key={row.key}>
              <p className="strong">
                {row.body} · {row.kind}
              </p>
              <p>
                {t('powerLine', { single: row.single, yearly: row.yearly, used: row.used, year })}
              </p>
              <p className="quiet">
                {t('negativeList')}: <NegativeList power={row.power} /> · {row.power.clause}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <TableFrame label={t('powers')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('body')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col" className="number">
                  {t('single')}
                </th>
                <th scope="col" className="number">
                  {t('yearly')}
                </th>
                <th scope="col" className="number">
                  {t('usedOf', { year })}
                </th>
                <th scope="col">{t('negativeList')}</th>
                <th scope="col">{t('clause')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.body}</th>
                  <td className="tight">{row.kind}</td>
                  <td className="number">{row.single}</td>
                  <td className="number">{row.yearly}</td>
                  <td className="number">
                    {row.used}
                    {row.times === null ? null : (
                      <span className="quiet second-line">{row.times}</span>
                    )}
                  </td>
                  <td>
                    <NegativeList power={row.power} />
                  </td>
                  <td>{row.power.clause}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Section>
  );
}

function NegativeList({ power }: { readonly power: Power }) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  return power.except
    .map(({ subject, upToMinor }) =>
      upToMinor === '0'
        ? t(`subject_${subject}`)
        : t('onlyUpTo', {
            subject: t(`subject_${subject}`),
            amount: format.money(upToMinor, 'CNY'),
          }),
    )
    .join(separator);
}
