import {
  CloseOutlined,
  DownOutlined,
  MenuOutlined,
  SearchOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link, type LinkProps, useRouter, useRouterState } from '@tanstack/react-router';
import { Button, Drawer, Dropdown, Select } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { plateWords, uiWords } from './ui-words.ts';
import { speak, useLanguage, useWords } from './words.ts';

export interface NavigationItem {
  readonly to: LinkProps['to'];
  readonly label: string;
  readonly icon: ReactNode;
  /** How much waits there. */
  readonly count?: number;
}

export interface NavigationGroup {
  /** Null for the first, which needs no heading. */
  readonly title: string | null;
  readonly items: readonly NavigationItem[];
}

export interface LayoutProps {
  readonly navigation: readonly NavigationGroup[];
  readonly search: { readonly label: string; readonly onSearch: (text: string) => void } | null;
  /** Those the person may act for; a choice is offered where there are several. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly organisationId: string | null;
  readonly onOrganisation: (id: string) => void;
  readonly organisationLabel: string;
  /** Null where nobody is signed in. */
  readonly account: {
    readonly name: string;
    readonly items: readonly { key: string; label: ReactNode; onClick?: () => void }[];
  } | null;
  readonly onLanguage?: (language: 'zh' | 'en') => void;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function Layout(props: LayoutProps) {
  const t = useWords(uiWords);
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  useEffect(() => setOpen(false), [path]);
  const bare = props.navigation.length === 0;
  return (
    <div className={bare ? 'frame frame-bare' : 'frame'}>
      <a href="#main" className="skip">
        {t('skipToContent')}
      </a>
      <header className="top">
        {bare ? null : (
          <Button
            type="text"
            className="top-menu"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('openNavigation')}
            aria-expanded={open}
            onClick={() => setOpen(true)}
          />
        )}
        <NamePlate />
        {props.search === null ? <span className="top-gap" /> : <SearchBox {...props.search} />}
        <div className="top-tools">
          {props.organisations.length > 1 ? (
            <Select
              className="top-organisation"
              aria-label={props.organisationLabel}
              value={props.organisationId}
              options={props.organisations.map(({ id, name }) => ({ value: id, label: name }))}
              popupMatchSelectWidth={false}
              onChange={props.onOrganisation}
            />
          ) : null}
          <LanguageSwitch {...(props.onLanguage ? { onLanguage: props.onLanguage } : {})} />
          {props.account === null ? (
            <Link to={'/sign-in' as never} className="link-button" activeProps={{ hidden: true }}>
              {t('signIn')}
            </Link>
          ) : (
            <Dropdown trigger={['click']} menu={{ items: [...props.account.items] }}>
              <Button
                type="text"
                icon={<UserOutlined aria-hidden />}
                className="top-account"
                aria-label={props.account.name}
              >
                <span className="top-account-name">{props.account.name}</span>
                <DownOutlined aria-hidden className="small-mark" />
              </Button>
            </Dropdown>
          )}
        </div>
      </header>
      {bare ? null : (
        <aside className="side">
          <Navigation groups={props.navigation} />
          {props.foot}
        </aside>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        size={280}
        title={<NamePlate />}
        closeIcon={<CloseOutlined aria-label={t('closeNavigation')} />}
        className="side-drawer"
      >
        {props.search === null ? null : <SearchBox {...props.search} />}
        <Navigation groups={props.navigation} />
        {props.foot}
      </Drawer>
      <main id="main" className="main" ref={main} tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}

export function NamePlate() {
  const t = useWords(uiWords);
  return (
    <Link
      to="/"
      className="plate"
      aria-label={`${plateWords.zh} ${plateWords.en} · ${t('goHome')}`}
    >
      <Mark />
      <span className="plate-zh" lang="zh-CN">
        {plateWords.zh}
      </span>
      <span className="plate-en" lang="en">
        {plateWords.en}
      </span>
    </Link>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M7 7v18M25 7v18" />
      <path d="M11.5 11.5c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0" />
      <path d="M11.5 16.5c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0" opacity=".75" />
      <path d="M11.5 21.5c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0" opacity=".5" />
    </svg>
  );
}

function Navigation({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const t = useWords(uiWords);
  const all = groups.flatMap(({ items }) => items.map(({ to }) => String(to)));
  // Of a place and one below it only one is where the reader is.
  const isAbove = (to: string) => to === '/' || all.some((other) => other.startsWith(`${to}/`));
  return (
    <nav className="navigation" aria-label={t('mainNavigation')}>
      {groups.map(({ title, items }) => (
        <div key={title ?? 'first'} className="navigation-group">
          {title === null ? null : <p className="navigation-title">{title}</p>}
          <ul>
            {items.map(({ to, label, icon, count = 0 }) => (
              <li key={to}>
                <Link
                  to={to ?? '/'}
                  activeOptions={{ exact: isAbove(String(to)), includeSearch: false }}
                  className="navigation-link"
                  activeProps={{ className: 'navigation-here', 'aria-current': 'page' }}
                >
                  <span aria-hidden="true">{icon}</span>
                  <span>{label}</span>
                  {count > 0 ? <span className="navigation-count">{count}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function SearchBox({
  label,
  onSearch,
}: {
  readonly label: string;
  readonly onSearch: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onSearch(text.trim());
  };
  return (
    <search className="top-search">
      <form onSubmit={submit}>
        <SearchOutlined aria-hidden="true" />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </search>
  );
}

function LanguageSwitch({ onLanguage }: { readonly onLanguage?: (to: 'zh' | 'en') => void }) {
  const t = useWords(uiWords);
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      aria-label={t('otherLanguageLabel')}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      className="top-language"
      onClick={() => {
        void speak(other);
        onLanguage?.(other);
      }}
    >
      {t('otherLanguage')}
    </Button>
  );
}

/** Someone who does not see the page change hears the new page's heading, once it is there. */
function useFocusOnArrival(main: { readonly current: HTMLElement | null }): void {
  const router = useRouter();
  useEffect(() => {
    const watch = new MutationObserver(() => focusHeading());
    let before: Element | null = null;
    const focusHeading = () => {
      const heading = main.current?.querySelector<HTMLElement>('h1');
      if (!heading) return;
      watch.disconnect();
      // Who has gone on to something else meanwhile is left there.
      const stayed = [before, document.body].includes(document.activeElement);
      if (stayed) heading.focus({ preventScroll: true });
    };
    const forget = router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      if (fromLocation === undefined || !pathChanged || main.current === null) return;
      before = document.activeElement;
      watch.observe(main.current, { childList: true, subtree: true });
      focusHeading();
    });
    return () => {
      forget();
      watch.disconnect();
    };
  }, [router, main]);
}
