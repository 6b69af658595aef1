/** The word of this answer that lets a style element in; the server wrote it into the page. */
export const nonce =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Some parts of the component library make style elements without asking for a nonce (such as the
 * one that stops the page scrolling behind a dialog). They are ours, so they get ours.
 */
export function giveNonceToStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (name === 'style' && nonce !== '') element.setAttribute('nonce', nonce);
    return element;
  }) as typeof document.createElement;
}
