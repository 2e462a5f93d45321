import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { useAct, useMay } from '../api/hooks'
import type { Action } from './declare'
import { FormDialog } from './form-drawer'
import { useConfirm, useRefusal } from './refusal'

/** Runs the declared actions of records: right, question, form, command, message. */
export function useActions<Row>() {
  const may = useMay()
  const confirm = useConfirm()
  const refuse = useRefusal()
  const { message } = App.useApp()
  const sending = useAct()
  const [asking, setAsking] = useState<{ action: Action<Row>; row: Row } | null>(null)

  const visible = (actions: readonly Action<Row>[], row: Row) =>
    actions.filter((action) => may(action.operation) && action.when(row))

  async function run(action: Action<Row>, row: Row): Promise<void> {
    if (action.form) {
      setAsking({ action, row })
      return
    }
    const asked = action.confirm?.(row)
    if (sending.isPending || (asked && !(await confirm(asked, action.label(row))))) {
      return
    }
    try {
      const input = action.input(row) as never
      const answer = await sending.mutateAsync({ operation: action.operation, input })
      message.success(action.done(row, answer))
    } catch (error) {
      refuse(error)
    }
  }

  const dialog: ReactNode = asking?.action.form ? (
    <FormDialog spec={asking.action.form} subject={asking.row} onClose={() => setAsking(null)} />
  ) : null
  return { visible, run, dialog, isSending: sending.isPending }
}
