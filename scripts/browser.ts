export interface Browser {
  readonly executablePath: string;
  /** Launch arguments that also work as root and without a graphics card. */
  readonly args: string[];
}

/**
 * Finds a Chromium for the browser tests, installing one where none is found.
 *
 * Use: `chromium.launch({ ...(await findBrowser()), headless: true })` with playwright-core.
 */
export async function findBrowser(): Promise<Browser> {
  throw new Error('not written yet');
}
