import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from './call.ts';
import { sayProblem } from './problem.tsx';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface Question {
  readonly title: string;
  readonly content?: ReactNode;
  /** The verb of what happens: “撤销邀请”, not “确定”. */
  readonly yes: string;
  readonly danger?: boolean;
}

/** Asks before what cannot be undone. `if (await confirm({...}))`. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const t = useWords(uiWords);
  return async ({ title, content, yes, danger = false }) =>
    await modal.confirm({
      title,
      content,
      icon: null,
      okText: yes,
      cancelText: t('cancel'),
      okButtonProps: { danger },
      autoFocusButton: 'cancel',
      centered: true,
    });
}

export interface Notice {
  /** Says that something was done, and offers to undo it where it can be. */
  done(text: string, undo?: () => void): void;
  /** For a write that has no place of its own to show why not. */
  failed(error: unknown): void;
}

export function useNotice(): Notice {
  const { message } = App.useApp();
  const t = useWords(uiWords);
  return {
    done: (text, undo) => {
      const key = `${Date.now()}`;
      message.success({
        key,
        duration: undo === undefined ? 3 : 8,
        content:
          undo === undefined ? (
            text
          ) : (
            <>
              {text}
              <Button
                type="link"
                size="small"
                onClick={() => {
                  message.destroy(key);
                  undo();
                }}
              >
                {t('undo')}
              </Button>
            </>
          ),
      });
    },
    failed: (error) => {
      const reasons =
        error instanceof Problem ? [sayProblem(error)] : [t('faultTitle'), String(error)];
      message.error({ content: reasons.join(' '), duration: 6 });
    },
  };
}
