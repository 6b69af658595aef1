import { Form as AntForm, Button, type FormInstance } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Problem } from './call.ts';
import { ProblemView, sayReason } from './problem.tsx';
import { judge, propertyOf, type Shape, shapeOf, tidy } from './shape.ts';
import { uiWords } from './ui-words.ts';
import { useLanguage, useWords } from './words.ts';

interface FormContent {
  readonly shape: Shape;
  readonly pointers: Set<string>;
}
const Content = createContext<FormContent | null>(null);

export interface FormProps<Values extends object> {
  /** The body of the operation that the form feeds: `contract.createNeed.body`. */
  readonly schema: unknown;
  readonly initial?: Partial<Values>;
  /** What the last attempt was answered; its reasons are shown at their fields. */
  readonly problem?: Problem | null;
  readonly busy?: boolean;
  readonly submit?: string;
  /** Beside the button that submits. */
  readonly extra?: ReactNode;
  readonly onSubmit: (values: Values) => void;
  /** At every change, with what fits so far; for drafts. */
  readonly onChange?: (values: Partial<Values>) => void;
  readonly form?: FormInstance;
  readonly children: ReactNode;
}

/** A form that knows what its operation takes and says at each field what is wrong with it. */
export function Form<Values extends object>(props: FormProps<Values>) {
  const t = useWords(uiWords);
  const language = useLanguage();
  const [own] = AntForm.useForm();
  const form = props.form ?? own;
  const shape = useMemo(() => shapeOf(props.schema), [props.schema]);
  const content = useMemo(() => ({ shape, pointers: new Set<string>() }), [shape]);
  const { problem } = props;
  useEffect(() => {
    const reasons = (problem?.reasons ?? []).filter(
      ({ pointer }) => pointer !== undefined && content.pointers.has(pointer),
    );
    const byPointer = new Map<string, string[]>();
    for (const reason of reasons) {
      const pointer = reason.pointer ?? '';
      byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), sayReason(reason)]);
    }
    form.setFields([...byPointer].map(([pointer, errors]) => ({ name: nameOf(pointer), errors })));
    const first = [...byPointer.keys()][0];
    if (first !== undefined) form.scrollToField(nameOf(first), { focus: true });
  }, [problem, form, content, language]);
  return (
    <Content.Provider value={content}>
      <AntForm
        form={form}
        layout="vertical"
        className="form"
        requiredMark={false}
        initialValues={(props.initial ?? {}) as object}
        scrollToFirstError={{ focus: true }}
        validateTrigger="onBlur"
        onFinish={() => props.onSubmit(tidy(shape, form.getFieldsValue()) as Values)}
        onValuesChange={() => props.onChange?.(tidy(shape, form.getFieldsValue()) as Values)}
      >
        {props.children}
        <ProblemView problem={problem} except={[...content.pointers]} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={props.busy ?? false}>
            {props.submit ?? t('save')}
          </Button>
          {props.extra}
        </div>
      </AntForm>
    </Content.Provider>
  );
}

export interface FieldProps {
  /** Property of the body; `['price', 'amountMinor']` for one inside another. */
  readonly name: string | readonly string[];
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Needed here although the schema would let it be left out. */
  readonly needed?: boolean;
  /** `checked` for switches and boxes. */
  readonly valuePropName?: string;
  readonly children: ReactNode;
}

/** A labelled control; what it must be follows from the schema of the form. */
export function Field(props: FieldProps) {
  const { name, label, hint, needed = false, valuePropName, children } = props;
  const t = useWords(uiWords);
  const content = useContext(Content);
  const path = typeof name === 'string' ? [name] : [...name];
  const pointer = `/${path.join('/')}`;
  useEffect(() => {
    content?.pointers.add(pointer);
    return () => void content?.pointers.delete(pointer);
  }, [content, pointer]);
  const found = content === null ? null : propertyOf(content.shape, path);
  const property = found !== null && needed ? { ...found, required: true } : found;
  const optional = property !== null && !property.required;
  return (
    <AntForm.Item
      name={path}
      label={
        optional ? (
          <>
            {label} <span className="optional">{t('optional')}</span>
          </>
        ) : (
          label
        )
      }
      extra={hint}
      {...(valuePropName === undefined ? {} : { valuePropName })}
      rules={[
        {
          validator: (_rule, value) => {
            const fault = property === null ? null : judge(property, value);
            return fault === null
              ? Promise.resolve()
              : Promise.reject(new Error((t as (...all: unknown[]) => string)(...fault)));
          },
        },
      ]}
    >
      {children}
    </AntForm.Item>
  );
}

function nameOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
