import type { RefusalCode } from '@xietong/domain/kernel/refusals'
import { App, type FormInstance } from 'antd'
import { useId, useRef, useState } from 'react'
import { useAct } from '../api/hooks'
import { asProblem, type Problem } from '../api/problem'
import type { FormSpec } from './declare'
import { isRequiredAt } from './schema-facts'

type Values = Record<string, unknown>

/**
 * Sends a form as its command. One opened form is one intention: a double click or a retry after a
 * lost answer carries the same request key. A refusal goes to its field, or above the form.
 */
export function useFormSpec(spec: FormSpec, subject: unknown, form: FormInstance) {
  const { message } = App.useApp()
  const intention = useId()
  const opened = useRef(Date.now())
  const sending = useAct()
  const [refusal, setRefusal] = useState<Problem | null>(null)

  async function send(done: (answer: unknown) => void): Promise<void> {
    if (sending.isPending) {
      return
    }
    setRefusal(null)
    const values = await form.validateFields().catch(() => null)
    if (values === null) {
      return
    }
    try {
      const all: Values = form.getFieldsValue(true)
      const answer = await sending.mutateAsync({
        operation: spec.operation,
        input: known(spec, spec.toInput(filled(spec, all), subject) as Values) as never,
        intention: `${spec.operation.name} ${intention} ${opened.current}`,
      })
      message.success(spec.done)
      done(answer)
    } catch (error) {
      setRefusal(place(asProblem(error), spec, form))
    }
  }
  return { send, isSending: sending.isPending, refusal }
}

/** Every field has a value: emptied ones become null, an empty text or an empty list. */
function filled(spec: FormSpec, values: Values): Values {
  const missing = spec.fields.map(({ name }) => name).filter((name) => !(name in values))
  const all = [...Object.keys(values), ...missing]
  return Object.fromEntries(all.map((key) => [key, emptied(spec, key, values[key])]))
}

/** Only what the contract knows is sent: a shown record has more than its command takes. */
function known(spec: FormSpec, input: Values): Values {
  const isSent = ([key, value]: [string, unknown]) =>
    key in spec.operation.input.shape && value !== undefined
  return Object.fromEntries(Object.entries(input).filter(isSent))
}

function emptied(spec: FormSpec, key: string, value: unknown): unknown {
  if (value !== undefined && value !== '') {
    return value
  }
  const shape = spec.operation.input.shape as unknown as Record<string, { safeParse: Check }>
  const stands = [null, '', false, []].find((empty) => shape[key]?.safeParse(empty).success)
  return isRequiredAt(spec.operation.input, key) || stands !== undefined ? stands : undefined
}
type Check = (value: unknown) => { success: boolean }

/** Puts a refusal at its field; what has none is returned for the top of the form. */
function place(problem: Problem, spec: FormSpec, form: FormInstance): Problem | null {
  const named = spec.at[problem.code as RefusalCode]
  const fields = named ? [named] : invalidFields(problem, spec)
  if (fields.length === 0) {
    return problem
  }
  form.setFields(
    fields.map((name) => ({ name: name.split('.'), errors: [problem.message] }) as never),
  )
  form.scrollToField(fields[0]?.split('.'), { block: 'center' })
  return null
}

function invalidFields(problem: Problem, spec: FormSpec): string[] {
  const listed = problem.code === 'VALIDATION_FAILED' ? problem.detail.fields : undefined
  const names = Array.isArray(listed) ? listed.map(String) : []
  return spec.fields.map(({ name }) => name).filter((name) => names.includes(name))
}
