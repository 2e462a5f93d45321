import { App, Button } from 'antd'
import { useState } from 'react'
import { useAct, useMay } from '../api/hooks'
import type { BatchAction, Resource } from './declare'
import { FormDialog } from './form-drawer'
import type { ListState } from './list-state'
import { useConfirm, useRefusal } from './refusal'

type Row = { readonly id: string }

/** Shown from the first tick: how many, their sums, what can be done with them at once. */
export function BatchBar({ resource, state }: { resource: Resource; state: ListState }) {
  const may = useMay()
  const { ticked, setTicked } = state
  const batches = resource.batches.filter(({ operation }) => may(operation))
  if (ticked.length === 0) {
    return null
  }
  return (
    <div className="batch-bar">
      <b>
        已选 {ticked.length} {resource.unit}
      </b>
      {resource.sums ? <span>{resource.sums(ticked)}</span> : null}
      <i className="batch-line" />
      {batches.map((batch, index) => (
        <BatchButton
          key={batch.label}
          batch={batch}
          rows={ticked}
          isFirst={index === 0}
          onDone={() => setTicked([])}
        />
      ))}
      <span className="grow" />
      <button type="button" className="link" onClick={() => setTicked([])}>
        取消选择
      </button>
    </div>
  )
}

interface BatchButtonProps {
  readonly batch: BatchAction<Row>
  readonly rows: readonly Row[]
  readonly isFirst: boolean
  readonly onDone: () => void
}

function BatchButton({ batch, rows, isFirst, onDone }: BatchButtonProps) {
  const sending = useAct()
  const confirm = useConfirm()
  const refuse = useRefusal()
  const { message } = App.useApp()
  const [isAsking, setAsking] = useState(false)
  const run = async () => {
    if (batch.form) {
      setAsking(true)
      return
    }
    const asked = batch.confirm?.(rows)
    if (asked && !(await confirm(asked, batch.label))) {
      return
    }
    try {
      const input = batch.input(rows) as never
      const answer = await sending.mutateAsync({ operation: batch.operation, input })
      message.success(batch.done(answer))
      onDone()
    } catch (error) {
      refuse(error)
    }
  }
  return (
    <>
      <Button
        size="small"
        type={isFirst ? 'primary' : 'default'}
        loading={sending.isPending}
        onClick={run}
      >
        {batch.label}
      </Button>
      {isAsking && batch.form ? (
        <FormDialog
          spec={batch.form}
          subject={rows}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            onDone()
          }}
        />
      ) : null}
    </>
  )
}
