import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const ledgerRoutes = [
  createRoute({
    getParentRoute,
    path: '/ledger',
    component: lazyRouteComponent(() => import('./accounts.tsx'), 'Accounts'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger/accounts/$accountId',
    component: lazyRouteComponent(() => import('./account.tsx'), 'Account'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger/transactions',
    component: lazyRouteComponent(() => import('./transactions.tsx'), 'Transactions'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger/transactions/$transactionId',
    component: lazyRouteComponent(() => import('./transaction.tsx'), 'Transaction'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger/transfers/new',
    component: lazyRouteComponent(() => import('./propose-transfer.tsx'), 'ProposeTransfer'),
  }),
] as const;
