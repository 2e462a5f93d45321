import type { MouseEvent } from 'react'
import { useState } from 'react'
import type { ActInput, AnyOperation } from '../api/call'
import { act, useMay } from '../api/hooks'
import { newRequestKey } from '../api/request-key'
import { Icon } from '../look/icon'
import { useRefusal } from './refusal'

export interface RevealProps<Op extends AnyOperation> {
  /** A command that answers `phone`. */
  readonly operation: Op
  readonly input: ActInput<Op>
  readonly masked: string
}

/** A masked phone; with the right an eye shows this one, which the operation log keeps (AD-009). */
export function Reveal<Op extends AnyOperation>({ operation, input, masked }: RevealProps<Op>) {
  const may = useMay()
  const refuse = useRefusal()
  const [shown, setShown] = useState<string | null>(null)
  const show = async (event: MouseEvent) => {
    event.stopPropagation()
    try {
      const answer = await act({ operation, input, intention: newRequestKey() })
      setShown((answer as { phone: string | null }).phone)
    } catch (error) {
      refuse(error)
    }
  }
  return (
    <>
      {shown ?? masked}
      {shown === null && may(operation) ? (
        <button
          type="button"
          className="plain reveal"
          aria-label="查看完整号码"
          title="查看完整号码，会记入操作日志"
          onClick={show}
        >
          <Icon name="eye" size={14} />
        </button>
      ) : null}
    </>
  )
}
