import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { giveNonceToStyles } from './ui/nonce.ts';
import './ui/ui.css';

giveNonceToStyles();
void import('./ui/fonts.ts');

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
