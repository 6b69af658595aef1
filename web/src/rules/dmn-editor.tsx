import { Select } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../ui/words.ts';
import type { DmnView, Modeler } from './dmn-modeler.ts';
import { editWords } from './edit-words.ts';
import './dmn-editor.css';

/** What is drawn, as DMN; null while the editor is not open yet. */
export type Drawing = () => Promise<string | null>;

/** The standard editor around one model; what is drawn is asked for through `drawing`. */
export function DmnEditor({
  xml,
  drawing,
}: {
  readonly xml: string;
  readonly drawing: RefObject<Drawing>;
}) {
  const t = useWords(editWords);
  const place = useRef<HTMLDivElement>(null);
  const modeler = useRef<Modeler>(null);
  const [views, setViews] = useState<readonly DmnView[]>([]);
  const [active, setActive] = useState<string>();
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    let made: Modeler | undefined;
    const open = async () => {
      const { Modeler } = await import('./dmn-modeler.ts');
      if (left || place.current === null) return;
      made = new Modeler({ container: place.current });
      const look = () => {
        setViews([...(made?.getViews() ?? [])]);
        setActive(made?.getActiveView()?.id);
      };
      made.on('views.changed', look);
      await made.importXML(xml);
      modeler.current = made;
      setFailure(null);
      look();
    };
    drawing.current = async () =>
      modeler.current === null ? null : (await modeler.current.saveXML({ format: true })).xml;
    open().catch((error: unknown) => setFailure(error instanceof Error ? error.message : ''));
    return () => {
      left = true;
      modeler.current = null;
      made?.destroy();
    };
  }, [xml, drawing]);
  return (
    <>
      {failure === null ? null : (
        <p className="problem" role="alert">
          {t('editorFailed', { detail: failure })}
        </p>
      )}
      {views.length < 2 ? null : (
        <Select
          className="dmn-views"
          aria-label={t('view')}
          value={active ?? null}
          options={views.map(({ id, type, name, element }) => ({
            value: id,
            label: type === 'drd' ? t('view_drd') : (name ?? element.name ?? element.id),
          }))}
          onChange={(id) => {
            const view = views.find((one) => one.id === id);
            if (view !== undefined) void modeler.current?.open(view);
          }}
        />
      )}
      <div ref={place} className="dmn-editor" role="application" aria-label={t('editorLabel')} />
    </>
  );
}
