/** A form that is made by walking the JSON Schema of terms: whatever the schema gains, it shows. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { createContext, type ReactNode, useContext, useId } from 'react';
import type { TermsProblem } from 'yunhe/outposts/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { groupedDigits } from './grouped-digits.ts';
import { useTermsNames } from './terms-names.ts';
import { sayTermsProblem } from './terms-problems.ts';
import {
  blankOf,
  type Fields,
  isFields,
  kindsOf,
  resolve,
  type Schema,
  schemaOfKind,
  type Value,
} from './terms-schema.ts';
import { termsWords } from './terms-words.ts';

interface FormContext {
  readonly root: Schema;
  readonly terms: Fields;
  readonly problems: readonly TermsProblem[];
}
const Context = createContext<FormContext>({ root: {}, terms: {}, problems: [] });

/** Said by the server, or by what surrounds the form. */
const notAsked = new Set(['format']);

export function TermsForm({
  schema,
  terms,
  problems,
  fields,
  onChange,
}: FormContextProps & {
  /** The parts of the terms that are shown, in this order. */
  readonly fields: readonly string[];
  readonly onChange: (terms: Fields) => void;
}) {
  return (
    <Context.Provider value={{ root: schema, terms, problems }}>
      <div className="terms-form">
        {fields.map((field) => (
          <Property
            key={field}
            schema={schema}
            value={terms}
            field={field}
            path=""
            onChange={onChange}
          />
        ))}
      </div>
    </Context.Provider>
  );
}

interface FormContextProps {
  readonly schema: Schema;
  readonly terms: Fields;
  readonly problems: readonly TermsProblem[];
}

interface At {
  readonly schema: Schema;
  readonly value: Value;
  /** JSON pointer. */
  readonly path: string;
  readonly onChange: (value: Value) => void;
}

/** The word for a field or a value; one that the schema gained since keeps its own name. */
function useTermsWord(): (kind: 'f' | 'v' | 'u', name: string) => string {
  const t = useWords(termsWords);
  return (kind, name) => {
    const key = `${kind}_${name}`;
    return key in termsWords.phrases ? t(key as 'f_title') : name;
  };
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
  const { root } = useContext(Context);
  const t = useWords(termsWords);
  const word = useTermsWord();
  const own = schema.properties?.[field];
  if (own === undefined || own.const !== undefined || notAsked.has(field)) return null;
  const label = word('f', wordOf(field, path, resolve(root, own).name));
  const set = (next: Value) => onChange({ ...value, [field]: next });
  if (value[field] === undefined) {
    return (
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => set(blankOf(root, own))}
      >
        {t('add', { what: label })}
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

/** Two fields of one name that mean different things have words of their own. */
function wordOf(field: string, path: string, definition: string | null): string {
  if (field === 'source' && path !== '') return 'source_of';
  return definition === 'agreementYears' ? definition : field;
}

interface PartProps extends At {
  readonly field: string;
  readonly label: string;
  readonly remove: (() => void) | null;
}

function Part(props: PartProps) {
  const { root } = useContext(Context);
  const { schema, name } = resolve(root, props.schema);
  const at = { ...props, schema };
  if (name === 'words') return <WordsPart {...at} />;
  if (schema.type === 'array') return <ListPart {...at} />;
  if (schema.type === 'object' || schema.oneOf !== undefined) return <ObjectPart {...at} />;
  return <LeafPart {...at} name={name} />;
}

function ObjectPart({ schema, value, path, label, remove, onChange }: PartProps) {
  return (
    <fieldset className="terms-part">
      <Legend label={label} remove={remove} />
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
      <div className="terms-row">{present.filter((field) => !isLarge(field)).map(property)}</div>
      {present.filter(isLarge).map(property)}
      <div className="terms-more">
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
  const t = useWords(termsWords);
  const said = `${t('remove')} ${label}`;
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
  const { root } = useContext(Context);
  const t = useWords(termsWords);
  const word = useTermsWord();
  const list: readonly Value[] = Array.isArray(value) ? value : [];
  const { schema: item, name } = resolve(root, schema.items ?? {});
  const namesOnly = item.type === 'string' && name === 'id';
  if (namesOnly) {
    return (
      <Labelled label={label} path={path} remove={remove}>
        {(id) => (
          <NamesChoice id={id} field={field} label={label} value={list} onChange={onChange} />
        )}
      </Labelled>
    );
  }
  const replace = (at: number, entry: Value) => onChange(list.with(at, entry));
  const move = (at: number, to: number) => {
    const next = [...list];
    next.splice(to, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const add = (kind?: string) => {
    const taken = list.flatMap((one) =>
      isFields(one) && typeof one.id === 'string' ? [one.id] : [],
    );
    const stem = field.replace(/ies$/, 'y').replace(/s$/, '');
    onChange([
      ...list,
      blankOf(root, schema.items ?? {}, { taken, stem, ...(kind === undefined ? {} : { kind }) }),
    ]);
  };
  const kinds = kindsOf(item);
  return (
    <fieldset className="terms-list">
      <Legend label={label} remove={remove} />
      <ProblemsAt path={path} />
      {list.map((entry, at) => (
        <Entry
          key={at}
          title={t('entry', { what: titleOf(entry, word) ?? label, number: at + 1 })}
          onUp={at === 0 ? null : () => move(at, at - 1)}
          onDown={at === list.length - 1 ? null : () => move(at, at + 1)}
          onRemove={() => onChange(list.toSpliced(at, 1))}
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
      <div className="terms-more">
        {kinds.length === 0 ? (
          <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => add()}>
            {t('add', { what: label })}
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
              {t('add', { what: word('v', kind) })}
            </Button>
          ))
        )}
      </div>
    </fieldset>
  );
}

function titleOf(entry: Value, word: ReturnType<typeof useTermsWord>): string | null {
  return isFields(entry) && typeof entry.kind === 'string' ? word('v', entry.kind) : null;
}

function Entry({
  title,
  onUp,
  onDown,
  onRemove,
  children,
}: {
  readonly title: string;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const t = useWords(termsWords);
  const button = (label: string, icon: ReactNode, onClick: (() => void) | null) => (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-label={`${label} ${title}`}
      title={label}
      disabled={onClick === null}
      onClick={() => onClick?.()}
    />
  );
  return (
    <fieldset className="terms-entry">
      <legend>
        {title}
        {button(t('moveUp'), <ArrowUpOutlined />, onUp)}
        {button(t('moveDown'), <ArrowDownOutlined />, onDown)}
        <RemoveButton label={title} onClick={onRemove} />
      </legend>
      {children}
    </fieldset>
  );
}

/** The same in both languages, side by side. */
function WordsPart({ value, path, label, remove, onChange }: PartProps) {
  const t = useWords(termsWords);
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
    <div className="terms-words">
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
  const t = useWords(termsWords);
  const word = useTermsWord();
  const choices = useChoices(field, path);
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
          schema.enum?.map((one) => ({ value: one, label: word('v', one) })) ?? choices;
        if (options !== null) {
          return (
            <Select
              id={id}
              showSearch
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
            {isAmount && /^\d{5,}(\.\d+)?$/.test(asText) ? (
              <span className="quiet amount-read">{groupedDigits(asText)}</span>
            ) : null}
          </>
        );
      }}
    </Labelled>
  );
}

const ofParties = new Set(['party', 'payer', 'receiver', 'restTo', 'successor', 'confirmedBy']);
const ofEvents = new Set(['event', 'before', 'on', 'latestOf', 'dropsOut']);
const ofMeasures = new Set(['measure', 'refundOf', 'rate']);

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a field may name: parties, measures and units that the terms declare; null for free text. */
function useChoices(field: string, path: string): readonly Choice[] | null {
  const { terms } = useContext(Context);
  const language = useLanguage();
  const word = useTermsWord();
  const entries = (list: Value): readonly Fields[] =>
    (Array.isArray(list) ? list : []).filter(isFields);
  const named = (list: readonly Fields[]): Choice[] =>
    list.map(({ id, name }) => {
      const words = isFields(name) ? name : {};
      return { value: String(id), label: String(words[language] || words.zh || id) };
    });
  const measures = entries(terms.measures);
  if (ofParties.has(field)) return named(entries(terms.parties));
  if (ofEvents.has(field)) return named(measures.filter(({ unit }) => unit === 'event'));
  // A yield has a rate in figures; a formula names the measure that is one.
  const figure = field === 'rate' && !isFormula(terms, path);
  if (ofMeasures.has(field) && !figure) return named(measures);
  if (field === 'unit') {
    const own = entries(terms.units).map(({ code }) => String(code));
    const known = [
      'CNY',
      'EUR',
      'JPY',
      ...own,
      ...(path.startsWith('/measures') ? ['event', 'rate'] : []),
    ];
    return known.map((value) => ({ value, label: word('u', value) }));
  }
  if (field === 'of' && path.startsWith('/clauses')) return named(entries(terms.clauses));
  return null;
}

function isFormula(terms: Fields, path: string): boolean {
  const at = Number(/^\/clauses\/(\d+)/.exec(path)?.[1] ?? -1);
  const clause = Array.isArray(terms.clauses) ? terms.clauses[at] : undefined;
  return isFields(clause) && clause.kind === 'formula';
}

function NamesChoice({
  id,
  field,
  label,
  value,
  onChange,
}: {
  readonly id: string;
  readonly field: string;
  readonly label: string;
  readonly value: readonly Value[];
  readonly onChange: (value: Value) => void;
}) {
  const choices = useChoices(field, '');
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      optionFilterProp="label"
      value={value.map(String)}
      options={[...(choices ?? [])]}
      onChange={onChange}
    />
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
    <div className="terms-field">
      <span className="terms-label">
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
  const { problems, terms } = useContext(Context);
  const names = useTermsNames(terms);
  const own = problems.filter(({ pointer }) => pointer === path);
  if (own.length === 0) return null;
  return (
    <ul className="terms-problems">
      {own.map((problem) => (
        <li key={`${problem.code} ${problem.detail}`}>{sayTermsProblem(problem, names.party)}</li>
      ))}
    </ul>
  );
}
