import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { moveContract as contract, type Move as Move_ } from 'yunhe/outposts/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlaceLink } from './outpost-facts.tsx';
import { outpostWords } from './outpost-words.ts';
import { RecordHistory } from './record-history.tsx';

const route = getRouteApi('/outposts/moves/$moveId');

export function Move() {
  const { moveId } = route.useParams();
  const read = useRead(contract.readMove, { moveId });
  return <Loaded of={read}>{(move) => <Body move={move} />}</Loaded>;
}

function Body({ move }: { readonly move: Move_ }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const { organisation } = move;
  const name = nameIn(language, move) || nameIn(language, organisation ?? {});
  return (
    <Page
      title={name}
      above={[{ to: '/outposts/moves', label: t('moves') }]}
      marks={
        <>
          <span className="tag tag-accent">{t(`ledBy_${move.ledBy}`)}</span>
          <span className="tag">{t(`extent_${move.extent}`)}</span>
          <Sample when={move.sample} />
        </>
      }
      actions={
        move.may.edit ? (
          <Link
            to="/outposts/moves/$moveId/edit"
            params={{ moveId: move.id }}
            className="link-button"
          >
            {t('edit')}
          </Link>
        ) : null
      }
    >
      <div className="columns">
        <div>
          <Overview move={move} />
          {move.average === null ? null : <Taxes move={move} average={move.average} />}
          {move.agreementId === null ? null : (
            <FactsOfMove moveId={move.id} agreementId={move.agreementId} />
          )}
        </div>
        <div>{move.may.edit ? <History moveId={move.id} /> : null}</div>
      </div>
    </Page>
  );
}

function History({ moveId }: { readonly moveId: string }) {
  const read = useRead(contract.readMoveHistory, { moveId });
  return <Loaded of={read}>{({ items }) => <RecordHistory steps={items} />}</Loaded>;
}

const days = ['listedOn', 'movedOn', 'registeredOn', 'producingOn', 'deregisteredOn'] as const;

function Overview({ move }: { readonly move: Move_ }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const format = useFormat();
  const { outpost, organisation, note } = move;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [t('moveKind'), t(`moveKind_${move.kind}`)],
          organisation === null ? null : [t('enterprise'), <PlaceLink place={organisation} />],
          [t('fromRegion'), <PlaceLink place={move.from} />],
          [t('toRegion'), <PlaceLink place={move.to} />],
          outpost === null
            ? null
            : [
                t('throughOutpost'),
                <Link to="/outposts/$outpostId" params={{ outpostId: outpost.id }}>
                  {nameIn(language, outpost)}
                </Link>,
              ],
          ...days.map(
            (name) =>
              [t(name), move[name] === null ? t('dayMissing') : format.day(move[name])] as const,
          ),
          note === null ? null : [t('note'), note],
        ]}
      />
    </Section>
  );
}

function Taxes({
  move,
  average,
}: {
  readonly move: Move_;
  readonly average: NonNullable<Move_['average']>;
}) {
  const t = useWords(outpostWords);
  const format = useFormat();
  const money = (amount: string | null) =>
    amount === null ? '—' : `${format.decimal(amount)} ${average.unit}`;
  if ((move.taxesBefore ?? []).length === 0) {
    return (
      <Section title={t('taxesBefore')}>
        <p className="quiet">{t('noTaxes')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('taxesBefore')}>
      <Facts
        facts={[
          ...average.years.map(({ year, amount }) => [String(year), money(amount)] as const),
          [t('sum'), money(average.sum)],
          [t('average'), money(average.average)],
        ]}
      />
      {average.average === null ? <p className="quiet">{t('averageUnknown')}</p> : null}
    </Section>
  );
}

const marks = { fresh: 'tag-warn', same: 'tag-good', differs: 'tag-bad' } as const;

/** For the parties of the agreement; others are told nothing of it. */
function FactsOfMove({
  moveId,
  agreementId,
}: {
  readonly moveId: string;
  readonly agreementId: string;
}) {
  const t = useWords(outpostWords);
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const read = useRead(contract.readFactsOfMove, { moveId });
  const report = useWrite(contract.reportFactsOfMove, {
    onDone: () => notice.done(t('factsReported')),
  });
  if (read.error?.status === 404) return null;
  const start = async () => {
    if (await confirm({ title: t('reportAllAsk'), yes: t('reportAll') })) {
      report.mutate({ moveId });
    }
  };
  return (
    <Section
      title={t('factsOfMove')}
      actions={
        read.data?.may.report === true ? (
          <Button type="primary" loading={report.isPending} onClick={() => void start()}>
            {t('reportAll')}
          </Button>
        ) : null
      }
    >
      <p>{t('factsOfMoveLead')}</p>
      <ProblemView problem={report.error} />
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('nothingToReport')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
            <section className="table-frame" aria-label={t('factsOfMove')} tabIndex={0}>
              <table className="table">
                <caption className="unseen">{t('factsOfMove')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('whenOrYear')}</th>
                    <th scope="col">{t('party')}</th>
                    <th scope="col">{t('measure')}</th>
                    <th scope="col" className="end">
                      {t('amount')}
                    </th>
                    <th scope="col">{t('state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={`${item.period} ${item.measure}`}>
                      <td className="tight">{item.period}</td>
                      <td>{item.party}</td>
                      <td>{item.measure}</td>
                      <td className="end tight">
                        {item.unit === 'event' ? '' : `${format.decimal(item.amount)} ${item.unit}`}
                      </td>
                      <td>
                        <span className={`tag ${marks[item.standing]}`}>
                          {t(`standing_${item.standing}`)}
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Loaded>
      <p className="section-foot">
        <Link to="/outposts/agreements/$agreementId/facts" params={{ agreementId }}>
          {t('openAgreementFacts')}
        </Link>
      </p>
    </Section>
  );
}
