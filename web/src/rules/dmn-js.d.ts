/** The part of the standard DMN editor that we use; it comes without types. */
declare module 'dmn-js/lib/Modeler' {
  export interface DmnView {
    readonly id: string;
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    readonly name?: string;
    readonly element: { readonly id: string; readonly name?: string };
  }
  export default class Modeler {
    constructor(options: { readonly container: HTMLElement });
    importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
    saveXML(options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
    getViews(): readonly DmnView[];
    getActiveView(): DmnView | undefined;
    open(view: DmnView): Promise<unknown>;
    on(event: 'views.changed', listener: () => void): void;
    destroy(): void;
  }
}
