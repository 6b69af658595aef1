import { useEffect } from 'react';

/**
 * Goes to what the address names once it is shown: the browser looked for it before it was read.
 *
 * @param shown  the id of what is on the page.
 */
export function useAnchor(shown: string): void {
  useEffect(() => {
    const { hash } = window.location;
    if (shown === '' || hash === '') return;
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [shown]);
}
