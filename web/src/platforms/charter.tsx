import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Charter as Charter_, charterContract as contract } from 'yunhe/platforms/contract';
import { useConfirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Loaded, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { PlaceLink } from './platform-facts.tsx';
import { PlatformPage } from './platform-page.tsx';
import { ProposeCharter } from './propose-charter.tsx';
import { Seats } from './seats.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/charter');

export function CharterPage() {
  const { platformId } = route.useParams();
  return (
    <PlatformPage platformId={platformId}>{() => <Body platformId={platformId} />}</PlatformPage>
  );
}

function Body({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const read = useRead(contract.readCharters, { platformId });
  const [proposing, setProposing] = useState(false);
  const begin = (
    <Button size="small" onClick={() => setProposing(true)}>
      {t('proposeCharter')}
    </Button>
  );
  return (
    <Loaded of={read}>
      {({ items, inForceId, may }) => {
        const inForce = items.find(({ id }) => id === inForceId);
        const proposed = items.find(({ state }) => state === 'proposed');
        return (
          <>
            {proposed === undefined ? null : <OneCharter charter={proposed} />}
            {inForce === undefined ? null : (
              <OneCharter charter={inForce} actions={may.propose && !proposing ? begin : null} />
            )}
            {inForce === undefined && proposed === undefined && !proposing ? (
              <Empty
                title={t('noCharter')}
                hint={t('noCharterHint')}
                action={may.propose ? begin : null}
              />
            ) : null}
            {proposing ? (
              <ProposeCharter
                platformId={platformId}
                before={inForce?.content ?? null}
                onDone={() => setProposing(false)}
              />
            ) : null}
            {may.see ? <Seats platformId={platformId} maySeat={may.seat} /> : null}
            <Earlier
              charters={items.filter(({ id, state }) => id !== inForceId && state === 'adopted')}
            />
          </>
        );
      }}
    </Loaded>
  );
}

/** Adopted ones that were in force before, or will be. */
function Earlier({ charters }: { readonly charters: readonly Charter_[] }) {
  const t = useWords(governanceWords);
  if (charters.length === 0) return null;
  return (
    <details className="section">
      <summary>{t('otherCharters', { count: charters.length })}</summary>
      {charters.map((charter) => (
        <OneCharter key={charter.id} charter={charter} />
      ))}
    </details>
  );
}

function OneCharter({
  charter,
  actions,
}: {
  readonly charter: Charter_;
  readonly actions?: ReactNode;
}) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const { content, mandates, state, number, startsOn, endsOn } = charter;
  const since = t('inForceSince', { number, day: format.day(startsOn) });
  return (
    <Section
      title={state === 'proposed' ? t('charterProposed', { number }) : since}
      actions={actions}
    >
      <Facts
        facts={[
          state === 'proposed' ? [t('startsOn'), format.day(startsOn)] : null,
          endsOn === null ? null : [t('endsOn'), format.day(endsOn)],
          [
            t('mandateRule'),
            content.mandates === null || mandates === null ? (
              t('nothingDelegated')
            ) : (
              <Link
                to="/rules/versions/$versionId"
                params={{ versionId: content.mandates.versionId }}
              >
                {nameIn(language, mandates)} v{mandates.number}
              </Link>
            ),
          ],
          content.note === null ? null : [t('note'), content.note],
        ]}
      />
      <TableFrame label={t('bodies')}>
        <table className="table charter-bodies">
          <thead>
            <tr>
              <th scope="col">{t('body')}</th>
              <th scope="col">{t('quorum')}</th>
              <th scope="col">{t('majority')}</th>
              <th scope="col">{t('tie')}</th>
              <th scope="col">{t('conflicted')}</th>
              <th scope="col">{t('clause')}</th>
            </tr>
          </thead>
          <tbody>
            {content.bodies.map((body) => (
              <tr key={body.code}>
                <th scope="row">
                  {nameIn(language, body)}{' '}
                  {body.code === content.budgetBody ? (
                    <span className="tag">{t('decidesBudget')}</span>
                  ) : null}
                </th>
                <td>{t(`quorum_${body.quorum}`)}</td>
                <td>
                  {t(`majority_${body.majority}`)} · {t(`of_${body.majorityOf}`)}
                </td>
                <td>{t(`tie_${body.tie}`)}</td>
                <td>{body.conflictedCount ? t('counted') : t('notCounted')}</td>
                <td>{body.clause}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Adoptions charter={charter} />
    </Section>
  );
}

function Adoptions({ charter }: { readonly charter: Charter_ }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const confirm = useConfirm();
  const adopt = useWrite(contract.adoptCharter);
  const withdraw = useWrite(contract.withdrawCharter);
  const { id: charterId, digest } = charter;
  const ask = async (founder: Charter_['founders'][number]) => {
    const title = t('adoptQuestion', { founder: nameIn(language, founder.place) });
    const content = <code className="digest-line">{digest}</code>;
    if (!(await confirm({ title, content, yes: t('adopt') }))) return;
    adopt.mutate({ charterId, founder: founder.key, digest });
  };
  const takeBack = async () => {
    const title = t('withdrawCharterQuestion');
    if (await confirm({ title, yes: t('withdrawCharter') })) withdraw.mutate({ charterId });
  };
  return (
    <>
      <Facts
        facts={charter.founders.map((founder) => [
          nameIn(language, founder.place) || founder.key,
          founder.adopted !== null ? (
            t('adoptedBy', { by: founder.adopted.by, at: format.instant(founder.adopted.at) })
          ) : founder.mayAdopt ? (
            <Button size="small" type="primary" onClick={() => void ask(founder)}>
              {t('adopt')}
            </Button>
          ) : (
            <>
              <PlaceLink place={founder.place} /> · {t('notAdopted')}
            </>
          ),
        ])}
      />
      <ProblemView problem={adopt.error ?? withdraw.error} />
      {charter.may.withdraw ? (
        <Button size="small" className="after-facts" onClick={() => void takeBack()}>
          {t('withdrawCharter')}
        </Button>
      ) : null}
    </>
  );
}
