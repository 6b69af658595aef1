import {
  AccountBookOutlined,
  AimOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  BookOutlined,
  BulbOutlined,
  CalculatorOutlined,
  CloudUploadOutlined,
  DeploymentUnitOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  HomeOutlined,
  IdcardOutlined,
  NodeIndexOutlined,
  RadarChartOutlined,
  ReconciliationOutlined,
  SendOutlined,
  SolutionOutlined,
  StopOutlined,
  SwapOutlined,
  TeamOutlined,
  TrophyOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { contract as identity } from 'yunhe/identity/contract';
import { contract as matching } from 'yunhe/matching/contract';
import { roundContract as platforms } from 'yunhe/platforms/contract';
import { useSession } from './session.ts';
import { holds, type Viewer, ViewerContext } from './ui/actor.ts';
import { Problem } from './ui/call.ts';
import { Layout, type NavigationGroup } from './ui/layout.tsx';
import { ProblemView } from './ui/problem.tsx';
import { queries, useRead, useWrite } from './ui/query.ts';
import { useWords } from './ui/words.ts';
import { appWords } from './words.ts';

/** Pages that are for those who are not signed in, too. */
const open = ['/sign-in', '/invitation', '/stop-mails'];

export function Shell() {
  const t = useWords(appWords);
  const navigate = useNavigate();
  const { viewer, error, retry, demo, choose } = useSession();
  const location = useRouterState({ select: (state) => state.location });
  const isOpen = open.includes(location.pathname);
  const navigation = useNavigation(viewer ?? null);
  const signOut = useWrite(identity.signOut, {
    onDone: () => {
      queries.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  const changeLocale = useWrite(identity.changeLocale, { quiet: true });
  useEffect(() => {
    if (viewer === null && !isOpen) {
      void navigate({ to: '/sign-in', search: { to: location.href }, replace: true });
    }
  }, [viewer, isOpen, location.href, navigate]);
  useEndOfSession();
  return (
    <ViewerContext.Provider value={viewer ?? null}>
      <Layout
        navigation={viewer ? navigation : []}
        search={
          viewer
            ? {
                label: t('searchOrganisations'),
                onSearch: (q) =>
                  void navigate({ to: '/organisations' as string, search: { q } as never }),
              }
            : null
        }
        organisations={(viewer?.memberships ?? []).map(({ organisationId, name }) => ({
          id: organisationId,
          name,
        }))}
        organisationId={viewer?.organisationId ?? null}
        onOrganisation={choose}
        organisationLabel={t('actingFor')}
        account={
          viewer
            ? {
                name: viewer.name,
                items: [
                  {
                    key: 'account',
                    label: t('myAccount'),
                    onClick: () => void navigate({ to: '/account' }),
                  },
                  { key: 'out', label: t('signOut'), onClick: () => signOut.mutate({}) },
                ],
              }
            : null
        }
        onLanguage={(to) =>
          viewer ? changeLocale.mutate({ locale: to === 'zh' ? 'zh-CN' : 'en' }) : undefined
        }
        foot={demo ? <p className="side-foot">{t('demoNode')}</p> : null}
      >
        {error !== null ? (
          <ProblemView problem={error} retry={retry} />
        ) : viewer === undefined || (viewer === null && !isOpen) ? null : (
          <Outlet />
        )}
      </Layout>
    </ViewerContext.Provider>
  );
}

/** A read that is told to sign in means that the session has ended meanwhile. */
function useEndOfSession(): void {
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ type, query }) => {
        const { error } = query.state;
        if (type === 'updated' && error instanceof Problem && error.status === 401) {
          void queries.invalidateQueries({ queryKey: ['GET', identity.session.path] });
        }
      }),
    [],
  );
}

function useNavigation(viewer: Viewer | null): readonly NavigationGroup[] {
  const t = useWords(appWords);
  const inbox = useRead(matching.readInbox, {}, { enabled: viewer !== null, everyMs: 120_000 });
  const rounds = useRead(platforms.listRoundTasks, {}, { enabled: viewer !== null });
  if (viewer === null) return [];
  const { toAnswer = 0, toPick = 0, toReview = 0, found = 0 } = inbox.data?.counts ?? {};
  const waiting = toAnswer + toPick;
  const member = viewer.organisationId !== null;
  const system = holds(viewer, 'system_administrator');
  const audit = holds(viewer, 'audit_administrator');
  const importing = system || holds(viewer, 'secretariat') || holds(viewer, 'region_officer');
  const reviewing =
    viewer.memberships.length > 0 ||
    holds(viewer, 'secretariat') ||
    holds(viewer, 'region_officer');
  const groups: (NavigationGroup | null)[] = [
    { title: null, items: [{ to: '/', label: t('home'), icon: <HomeOutlined /> }] },
    {
      title: t('matching'),
      items: [
        item('/needs', t('needs'), <SolutionOutlined />),
        item('/technologies', t('technologies'), <BulbOutlined />),
        { ...item('/introductions', t('introductions'), <SwapOutlined />), count: waiting },
        ...(reviewing
          ? [{ ...item('/reviews', t('reviews'), <FileSearchOutlined />), count: toReview }]
          : []),
        { ...item('/watches', t('watches'), <BellOutlined />), count: found },
        item('/deals', t('deals'), <FileDoneOutlined />),
      ],
    },
    {
      title: t('rules'),
      items: [item('/rules', t('ruleCatalogue'), <BookOutlined />)],
    },
    {
      title: t('outposts'),
      items: [
        item('/outposts', t('outpostList'), <AimOutlined />),
        item('/outposts/moves', t('moves'), <SendOutlined />),
        item('/outposts/agreements', t('agreements'), <ReconciliationOutlined />),
        item('/outposts/statements', t('statements'), <CalculatorOutlined />),
        item('/ledger', t('ledger'), <AccountBookOutlined />),
      ],
    },
    {
      title: t('platforms'),
      items: [
        item('/platforms', t('platformList'), <ExperimentOutlined />),
        {
          ...item('/platforms/my-evaluations', t('myEvaluations'), <TrophyOutlined />),
          count: rounds.data?.items.length ?? 0,
        },
      ],
    },
    {
      title: t('observatory'),
      items: [
        item('/observatory/barriers', t('barriers'), <StopOutlined />),
        item('/observatory/series', t('strengths'), <RadarChartOutlined />),
        item('/observatory/flows', t('flows'), <NodeIndexOutlined />),
      ],
    },
    {
      title: t('registry'),
      items: [
        item('/organisations', t('organisations'), <BankOutlined />),
        item('/people', t('people'), <IdcardOutlined />),
        item('/collaborations', t('collaborations'), <ApartmentOutlined />),
        item('/network', t('network'), <DeploymentUnitOutlined />),
        item('/regions', t('regions'), <EnvironmentOutlined />),
        ...(importing ? [item('/imports', t('imports'), <CloudUploadOutlined />)] : []),
      ],
    },
    member || system || audit
      ? {
          title: t('administration'),
          items: [
            ...(member
              ? [item(`/members/${viewer.organisationId}`, t('members'), <TeamOutlined />)]
              : []),
            ...(system
              ? [item('/administration/people', t('accounts'), <UsergroupAddOutlined />)]
              : []),
            ...(audit ? [item('/administration/events', t('events'), <AuditOutlined />)] : []),
          ],
        }
      : null,
  ];
  return groups.filter((group) => group !== null);
}

/** Paths are plain text here, so that the frame can name pages of every capability. */
function item(to: string, label: string, icon: React.ReactNode) {
  return { to: to as never, label, icon };
}
