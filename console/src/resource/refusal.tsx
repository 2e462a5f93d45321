import { App } from 'antd'
import { asProblem } from '../api/problem'
import type { Confirmation } from './declare'

/** Shows a refusal where no field stands for it: the sentence and the number of the call. */
export function useRefusal() {
  const { notification } = App.useApp()
  return (error: unknown) => {
    const problem = asProblem(error)
    notification.error({
      message: problem.message,
      description: problem.requestNo ? `编号 ${problem.requestNo}` : undefined,
      placement: 'top',
      duration: 8,
    })
  }
}

/** Asks first where the consequence deserves it; resolves to whether to go on. */
export function useConfirm() {
  const { modal } = App.useApp()
  return (asked: Confirmation, verb: string): Promise<boolean> =>
    new Promise((answer) => {
      modal.confirm({
        title: asked.title,
        content: asked.body,
        okText: verb,
        cancelText: '再想想',
        okButtonProps: { danger: asked.danger ?? false },
        autoFocusButton: asked.danger ? 'cancel' : 'ok',
        onOk: () => answer(true),
        onCancel: () => answer(false),
      })
    })
}
