/** A form that is made by walking a JSON Schema: whatever the schema gains, it shows. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  DownOutlined,
  PlusOutlined,
  RightOutlined,
} from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { createContext, type ReactNode, useContext, useId, useRef, useState } from 'react';
import {
  blankOf,
  type Fields,
  idsIn,
  isFields,
  kindIn,
  kindsOf,
  resolve,
  type Schema,
  schemaOfKind,
  type Value,
} from './schema.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';
import './schema-form.css';

export interface FormProblem {
  readonly code: string;
  readonly detail: string;
  /** JSON pointer to the field. */
  readonly pointer: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a form cannot read off a schema: words, names that fields may take, how problems are said. */
export interface Tongue {
  /** The word for a field; `of` is the name of its definition. */
  readonly field: (name: string, path: string, of: string | null) => string;
  /** The word for a value or a kind. */
  readonly value: (name: string) => string;
  /** What a field may name; null for free text. */
  readonly choices: (field: string, path: string) => readonly Choice[] | null;
  readonly say: (problem: FormProblem) => string;
  /** How a number in words is read back to who types it. */
  readonly reads?: (of: string | null, text: string) => string | null;
  /** What stands over an entry of a list, where its kind does not say enough. */
  readonly title?: (entry: Fields) => string | null;
  /** A part that is edited in a way of its own; undefined for all others. */
  readonly own?: (at: OwnPart) => ReactNode | undefined;
}

export interface OwnPart {
  readonly field: string;
  readonly path: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

interface FormContext {
  readonly root: Schema;
  readonly whole: Fields;
  readonly problems: readonly FormProblem[];
  readonly tongue: Tongue;
}
const silent: Tongue = {
  field: (name) => name,
  value: (name) => name,
  choices: () => null,
  say: ({ detail }) => detail,
};
const Context = createContext<FormContext>({ root: {}, whole: {}, problems: [], tongue: silent });

/** Said by the server, or by what surrounds the form. */
const notAsked = new Set(['format']);

export function SchemaForm({
  schema,
  value,
  problems,
  tongue,
  fields,
  onChange,
}: {
  readonly schema: Schema;
  readonly value: Fields;
  readonly problems: readonly FormProblem[];
  readonly tongue: Tongue;
  /** The parts that are shown, in this order. */
  readonly fields: readonly string[];
  readonly onChange: (value: Fields) => void;
}) {
  return (
    <Context.Provider value={{ root: schema, whole: value, problems, tongue }}>
      <div className="schema-form">
        {fields.map((field) => (
          <Property
            key={field}
            schema={schema}
            value={value}
            field={field}
            path=""
            onChange={onChange}
          />
        ))}
      </div>
    </Context.Provider>
  );
}

interface At {
  readonly schema: Schema;
  readonly value: Value;
  /** JSON pointer. */
  readonly path: string;
  readonly onChange: (value: Value) => void;
}

/** One field of an object; an optional one that is absent is offered. */
function Property({
  schema,
  value,
  field,
  path,
  onChange,
}: {
  readonly schema: Schema;
  readonly value: Fields;
  readonly field: string;
  readonly path: string;
  readonly onChange: (value: Fields) => void;
}) {
  const { root, tongue } = useContext(Context);
  const t = useWords(uiWords);
  const own = schema.properties?.[field];
  if (own === undefined || own.const !== undefined || notAsked.has(field)) return null;
  const label = tongue.field(field, path, resolve(root, own).name);
  const set = (next: Value) => onChange({ ...value, [field]: next });
  if (value[field] === undefined) {
    return (
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => set(blankOf(root, own))}
      >
        {t('addEntry', { what: label })}
      </Button>
    );
  }
  const remove = schema.required?.includes(field)
    ? null
    : () => onChange(Object.fromEntries(Object.entries(value).filter(([name]) => name !== field)));
  return (
    <Part
      schema={own}
      value={value[field]}
      path={`${path}/${field}`}
      field={field}
      label={label}
      remove={remove}
      onChange={set}
    />
  );
}

interface PartProps extends At {
  readonly field: string;
  readonly label: string;
  readonly remove: (() => void) | null;
}

function Part(props: PartProps) {
  const { root, tongue } = useContext(Context);
  const own = tongue.own?.(props);
  if (own !== undefined) {
    return (
      <fieldset className="schema-part">
        <Legend label={props.label} remove={props.remove} />
        {own}
        <ProblemsAt path={props.path} />
      </fieldset>
    );
  }
  const { schema, name } = resolve(root, props.schema);
  const at = { ...props, schema };
  if (name === 'words') return <WordsPart {...at} />;
  if (schema.type === 'array') return <ListPart {...at} />;
  if (schema.type === 'object' || schema.oneOf !== undefined) return <ObjectPart {...at} />;
  return <LeafPart {...at} name={name} />;
}

function ObjectPart({ schema, value, path, label, remove, onChange }: PartProps) {
  const { root, tongue } = useContext(Context);
  const kinds = kindsOf(schema);
  return (
    <fieldset className="schema-part">
      <Legend label={label} remove={remove} />
      {kinds.length === 0 ? null : (
        <Select
          aria-label={label}
          popupMatchSelectWidth={false}
          value={kindIn(schema, value)}
          options={kinds.map((kind) => ({ value: kind, label: tongue.value(kind) }))}
          onChange={(kind: string) => onChange(blankOf(root, schema, { kind }))}
        />
      )}
      <FieldsOf schema={schema} value={value} path={path} onChange={onChange} />
      <ProblemsAt path={path} />
    </fieldset>
  );
}

/** Small fields stand in a row, larger ones below, and what may be added at the end. */
function FieldsOf({ schema, value, path, onChange }: At) {
  const { root } = useContext(Context);
  const own = schemaOfKind(schema, value);
  const fields = isFields(value) ? value : {};
  const names = Object.keys(own.properties ?? {});
  const isLarge = (field: string) => {
    const { schema: of, name } = resolve(root, own.properties?.[field] ?? {});
    return (
      name === 'words' || of.type === 'object' || of.type === 'array' || of.oneOf !== undefined
    );
  };
  const property = (field: string) => (
    <Property
      key={field}
      schema={own}
      value={fields}
      field={field}
      path={path}
      onChange={onChange}
    />
  );
  const present = names.filter((field) => fields[field] !== undefined);
  return (
    <>
      <div className="schema-row">{present.filter((field) => !isLarge(field)).map(property)}</div>
      {present.filter(isLarge).map(property)}
      <div className="schema-more">
        {names.filter((field) => fields[field] === undefined).map(property)}
      </div>
    </>
  );
}

function Legend({
  label,
  remove,
}: {
  readonly label: string;
  readonly remove: (() => void) | null;
}) {
  return (
    <legend>
      {label}
      {remove === null ? null : <RemoveButton label={label} onClick={remove} />}
    </legend>
  );
}

function RemoveButton({
  label,
  onClick,
}: {
  readonly label: string;
  readonly onClick: () => void;
}) {
  const t = useWords(uiWords);
  const said = `${t('removeEntry')} ${label}`;
  return (
    <Button
      size="small"
      type="text"
      icon={<DeleteOutlined />}
      aria-label={said}
      title={said}
      onClick={onClick}
    />
  );
}

function ListPart({ schema, value, path, field, label, remove, onChange }: PartProps) {
  const { root, whole, problems, tongue } = useContext(Context);
  const t = useWords(uiWords);
  const list: readonly Value[] = Array.isArray(value) ? value : [];
  const place = useRef<HTMLFieldSetElement>(null);
  const entries = useEntries(list.length);
  const { schema: item, name } = resolve(root, schema.items ?? {});
  if (item.type === 'string' || item.enum !== undefined) {
    const options = item.enum?.map((one) => ({ value: one, label: tongue.value(one) }));
    const named = options ?? tongue.choices(field, path);
    return (
      <Labelled label={label} path={path} remove={remove}>
        {(id) => (
          <Select
            id={id}
            // What nothing declares is typed, one after the other.
            mode={named === null && name !== 'id' ? 'tags' : 'multiple'}
            aria-label={label}
            optionFilterProp="label"
            value={list.map(String)}
            options={[...(named ?? [])]}
            onChange={onChange}
          />
        )}
      </Labelled>
    );
  }
  const replace = (at: number, entry: Value) => onChange(list.with(at, entry));
  const move = (at: number, to: number) => {
    const next = [...list];
    next.splice(to, 0, ...next.splice(at, 1));
    entries.move(at, to);
    onChange(next);
  };
  const takeOut = (at: number) => {
    entries.takeOut(at);
    onChange(list.toSpliced(at, 1));
    focusSoon(() => {
      const left = place.current?.querySelectorAll(':scope > .schema-entry') ?? [];
      const [beside = place.current?.lastElementChild] = [left[Math.min(at, left.length - 1)]];
      return beside?.querySelector('button');
    });
  };
  const add = (kind?: string) => {
    const taken = idsIn(whole);
    entries.expect();
    focusSoon(() => {
      const [last] = [...(place.current?.querySelectorAll(':scope > .schema-entry') ?? [])].slice(
        -1,
      );
      return last?.querySelector('input, textarea');
    });
    const stem = field === 'children' ? kind : field.replace(/ies$/, 'y').replace(/s$/, '');
    onChange([
      ...list,
      blankOf(root, schema.items ?? {}, {
        taken,
        ...(stem === undefined ? {} : { stem }),
        ...(kind === undefined ? {} : { kind }),
      }),
    ]);
  };
  const kinds = kindsOf(item);
  return (
    <fieldset className="schema-list" ref={place}>
      <Legend label={label} remove={remove} />
      <ProblemsAt path={path} />
      {list.map((entry, at) => (
        <Entry
          key={entries.keys[at]}
          fresh={entries.keys[at] === entries.expected}
          title={
            nameOf(entry, tongue) ??
            t('entryNumber', { what: kindOf(item, entry, tongue) ?? label, number: at + 1 })
          }
          // Many at once hide each other; what is wrong is never hidden.
          folded={
            list.length > mostUnfolded &&
            !problems.some(({ pointer }) => pointer.startsWith(`${path}/${at}/`))
          }
          onUp={at === 0 ? null : () => move(at, at - 1)}
          onDown={at === list.length - 1 ? null : () => move(at, at + 1)}
          onRemove={() => takeOut(at)}
        >
          <FieldsOf
            schema={item}
            value={entry}
            path={`${path}/${at}`}
            onChange={(next) => replace(at, next)}
          />
          <ProblemsAt path={`${path}/${at}`} />
        </Entry>
      ))}
      <div className="schema-more">
        {kinds.length === 0 ? (
          <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => add()}>
            {t('addEntry', { what: label })}
          </Button>
        ) : (
          kinds.map((kind) => (
            <Button
              key={kind}
              size="small"
              type="dashed"
              icon={<PlusOutlined />}
              onClick={() => add(kind)}
            >
              {t('addEntry', { what: tongue.value(kind) })}
            </Button>
          ))
        )}
      </div>
    </fieldset>
  );
}

const mostUnfolded = 3;

/** A key for each entry that goes with it when it moves, so that what is open stays open. */
function useEntries(length: number) {
  const { current } = useRef({ keys: [] as number[], made: 0, expected: -1 });
  while (current.keys.length < length) current.keys.push(current.made++);
  current.keys.length = length;
  return {
    keys: current.keys,
    /** The one that was added last: it opens at once. */
    expected: current.expected,
    expect: () => {
      current.expected = current.made;
    },
    move: (at: number, to: number) => current.keys.splice(to, 0, ...current.keys.splice(at, 1)),
    takeOut: (at: number) => current.keys.splice(at, 1),
  };
}

/** Who works by keyboard goes on where the change was, once it is on the screen. */
function focusSoon(find: () => Element | null | undefined): void {
  requestAnimationFrame(() => {
    const found = find();
    if (found instanceof HTMLElement) found.focus();
  });
}

function nameOf(entry: Value, tongue: Tongue): string | null {
  return isFields(entry) ? (tongue.title?.(entry) ?? null) : null;
}

function kindOf(schema: Schema, entry: Value, tongue: Tongue): string | null {
  const kind = kindIn(schema, entry);
  return kind === null ? null : tongue.value(kind);
}

function Entry({
  title,
  folded,
  fresh,
  onUp,
  onDown,
  onRemove,
  children,
}: {
  readonly title: string;
  readonly folded: boolean;
  readonly fresh: boolean;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const t = useWords(uiWords);
  const [chosen, setChosen] = useState<boolean | null>(fresh ? true : null);
  const open = chosen ?? !folded;
  const fold = t(open ? 'foldEntry' : 'unfoldEntry');
  const button = (label: string, icon: ReactNode, onClick: (() => void) | null) => (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-label={`${label} ${title}`}
      title={label}
      disabled={onClick === null}
      onClick={({ currentTarget }) => {
        onClick?.();
        // At the end of the list the button is off; the entry itself keeps the focus then.
        focusSoon(() =>
          currentTarget.matches(':disabled')
            ? currentTarget.closest('legend')?.querySelector('button')
            : currentTarget,
        );
      }}
    />
  );
  return (
    <fieldset className="schema-entry">
      <legend>
        <Button
          size="small"
          type="text"
          icon={open ? <DownOutlined /> : <RightOutlined />}
          aria-label={`${fold} ${title}`}
          aria-expanded={open}
          title={fold}
          onClick={() => setChosen(!open)}
        />
        <span className="schema-entry-title">{title}</span>
        {button(t('moveUp'), <ArrowUpOutlined />, onUp)}
        {button(t('moveDown'), <ArrowDownOutlined />, onDown)}
        <RemoveButton label={title} onClick={onRemove} />
      </legend>
      {open ? children : null}
    </fieldset>
  );
}

/** The same in both languages, side by side. */
function WordsPart({ value, path, label, remove, onChange }: PartProps) {
  const t = useWords(uiWords);
  const words = isFields(value) ? value : {};
  const one = (key: 'zh' | 'en', said: string) => (
    <Labelled
      label={`${label} ${said}`}
      path={`${path}/${key}`}
      remove={key === 'zh' ? remove : null}
    >
      {(id) => (
        <Input.TextArea
          id={id}
          lang={key === 'zh' ? 'zh-CN' : 'en'}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={String(words[key] ?? '')}
          onChange={({ target }) => onChange({ ...words, [key]: target.value })}
        />
      )}
    </Labelled>
  );
  return (
    <div className="schema-words">
      {one('zh', t('inChinese'))}
      {one('en', t('inEnglish'))}
      <ProblemsAt path={path} />
    </div>
  );
}

function LeafPart({
  schema,
  value,
  path,
  field,
  label,
  remove,
  onChange,
  name,
}: PartProps & { readonly name: string | null }) {
  const t = useWords(uiWords);
  const { tongue } = useContext(Context);
  const choices = tongue.choices(field, path);
  const asText = typeof value === 'string' ? value : '';
  return (
    <Labelled label={label} path={path} remove={remove}>
      {(id) => {
        if (schema.type === 'boolean') {
          return (
            <Switch
              id={id}
              checked={value === true}
              checkedChildren={t('yes')}
              unCheckedChildren={t('no')}
              onChange={onChange}
            />
          );
        }
        const options =
          schema.enum?.map((one) => ({ value: one, label: tongue.value(one) })) ?? choices;
        if (options !== null) {
          return (
            <Select
              id={id}
              showSearch
              allowClear={remove !== null}
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              value={asText === '' ? null : asText}
              options={[...options]}
              onChange={onChange}
            />
          );
        }
        if (schema.type === 'integer' || schema.type === 'number') {
          return (
            <InputNumber
              id={id}
              controls={false}
              value={typeof value === 'number' ? value : null}
              onChange={(next) => onChange(next ?? undefined)}
            />
          );
        }
        const isAmount = name === 'amount';
        const read = tongue.reads?.(name, asText) ?? null;
        return (
          <>
            <Input
              id={id}
              value={asText}
              inputMode={isAmount || name === 'share' ? 'decimal' : 'text'}
              onChange={({ target }) =>
                onChange(isAmount ? target.value.replaceAll(/[,，\s]/g, '') : target.value)
              }
            />
            {read === null ? null : <span className="quiet amount-read">{read}</span>}
          </>
        );
      }}
    </Labelled>
  );
}

function Labelled({
  label,
  path,
  remove,
  children,
}: {
  readonly label: string;
  readonly path: string;
  readonly remove: (() => void) | null;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="schema-field">
      <span className="schema-label">
        <label htmlFor={id}>{label}</label>
        {remove === null ? null : <RemoveButton label={label} onClick={remove} />}
      </span>
      {children(id)}
      <ProblemsAt path={path} />
    </div>
  );
}

/** What is wrong at this very place. */
function ProblemsAt({ path }: { readonly path: string }) {
  const { problems, tongue } = useContext(Context);
  const own = problems.filter(({ pointer }) => pointer === path);
  if (own.length === 0) return null;
  return (
    <ul className="schema-problems">
      {own.map((problem) => (
        <li key={`${problem.code} ${problem.detail}`}>{tongue.say(problem)}</li>
      ))}
    </ul>
  );
}
