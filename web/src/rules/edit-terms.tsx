import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Words } from 'yunhe/rules/contract';
import { useWords } from '../ui/words.ts';
import { editWords } from './edit-words.ts';

/** How names and text values of the model are called, in both languages. */
export function EditTerms({
  names,
  value = {},
  onChange,
}: {
  /** Those that the model has. */
  readonly names: readonly string[];
  readonly value?: Words;
  readonly onChange?: (words: Words) => void;
}) {
  const t = useWords(editWords);
  const [added, setAdded] = useState('');
  const all = [...new Set([...names, ...Object.keys(value)])];
  const write = (name: string, language: 'zh' | 'en', text: string) => {
    const word = { zh: '', en: '', ...value[name], [language]: text };
    const { [name]: _before, ...others } = value;
    const empty = word.zh === '' && word.en === '' && names.includes(name);
    onChange?.(empty ? others : { ...value, [name]: word });
  };
  const add = () => {
    const name = added.trim();
    if (name !== '' && !all.includes(name)) onChange?.({ ...value, [name]: { zh: '', en: '' } });
    setAdded('');
  };
  return (
    <>
      <div className="table-frame">
        <table className="edit-words">
          <thead>
            <tr>
              <th scope="col">{t('nameInModel')}</th>
              <th scope="col">{t('chinese')}</th>
              <th scope="col">{t('english')}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((name) => (
              <tr key={name}>
                <td>{name}</td>
                {(['zh', 'en'] as const).map((language) => (
                  <td key={language}>
                    <Input
                      lang={language === 'zh' ? 'zh-CN' : 'en'}
                      aria-label={t(`wordIn_${language}`, { name })}
                      value={value[name]?.[language] ?? ''}
                      maxLength={1_000}
                      onChange={({ target }) => write(name, language, target.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <Input
          className="dmn-views"
          aria-label={t('nameInModel')}
          placeholder={t('nameInModel')}
          value={added}
          maxLength={300}
          onChange={({ target }) => setAdded(target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add}>{t('addWord')}</Button>
      </div>
    </>
  );
}
