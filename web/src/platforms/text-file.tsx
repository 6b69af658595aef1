/** A small text file that is read here, so that what is sent is what the person sees. */
import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';

export function TextFile({
  label,
  accept,
  onText,
}: {
  readonly label: string;
  readonly accept: string;
  readonly onText: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    onText(await file.text());
    setName(file.name);
  };
  return (
    <span>
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {name === '' ? label : name}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
    </span>
  );
}
