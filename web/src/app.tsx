import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { routes } from './routes.tsx';
import { nonce } from './ui/nonce.ts';
import { Missing, ProblemView } from './ui/problem.tsx';
import { queries } from './ui/query.ts';
import { readSearch, writeSearch } from './ui/root.ts';
import { theme } from './ui/theme.ts';
import { useLanguage } from './ui/words.ts';

const router = createRouter({
  routeTree: routes,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultNotFoundComponent: () => <Missing />,
  defaultErrorComponent: ({ error, reset }) => (
    <ProblemView problem={error as Error} retry={reset} />
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Notices belong to the page's content: outside every landmark a reader would not come by them. */
function mainPart(): HTMLElement {
  return document.querySelector('main') ?? document.body;
}

export function App() {
  const language = useLanguage();
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={theme}
      locale={language === 'zh' ? zhCN : enGB}
      button={{ autoInsertSpace: false }}
    >
      <AntApp message={{ getContainer: mainPart }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
