import type { RefusalCode } from '@xietong/domain/kernel/refusals'
import { App, type FormInstance } from 'antd'
import { useId, useRef, useState } from 'react'
import { useAct } from '../api/hooks'
import { asProblem, type Problem } from '../api/problem'
import type { FormSpec } from './declare'
import { useOpenedRecord } from './stale-edit'

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
  const record = useOpenedRecord(spec, subject, form)

  async function send(done: (answer: unknown) => void): Promise<void> {
    if (sending.isPending) {
      return
    }
    setRefusal(null)
    record.forget()
    const values = await form.validateFields().catch(() => null)
    if (values === null) {
      return
    }
    try {
      const all: Values = form.getFieldsValue(true)
      const answer = await sending.mutateAsync({
        operation: spec.operation,
        input: known(spec, inputOf(spec, all, record.subject)) as never,
        intention: `${spec.operation.name} ${intention} ${opened.current}`,
      })
      message.success(spec.done)
      record.saved()
      done(answer)
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code === 'VERSION_CONFLICT') {
        record.meet(problem)
        return
      }
      setRefusal(place(problem, spec, form))
    }
  }
  return { send, isSending: sending.isPending, refusal, conflict: record.conflict }
}

const inputOf = (spec: FormSpec, all: Values, subject: unknown): Values => ({
  ...(spec.toInput(filled(spec, all), subject) as Values),
  ...versionOf(subject),
})

/** The version that the form was opened on; after a conflict the one that was shown. */
function versionOf(subject: unknown): Values {
  const version = (subject as { version?: number } | undefined)?.version
  return version === undefined ? {} : { version }
}

/** Every field has a value: emptied ones become null, an empty text or an empty list. */
function filled(spec: FormSpec, values: Values): Values {
  const missing = spec.fields.map(({ name }) => name).filter((name) => !(name in values))
  const all = [...Object.keys(values), ...missing]
  return Object.fromEntries(all.map((key) => [key, emptied(spec, key, values[key])]))
}

/** Only what the contract knows is sent; what it wants and the form has not is sent as empty. */
function known(spec: FormSpec, input: Values): Values {
  const keys = Object.keys(spec.operation.input.shape).filter((key) => key !== 'requestId')
  const sent = keys.map((key) => [key, emptied(spec, key, input[key])] as const)
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined))
}

function emptied(spec: FormSpec, key: string, value: unknown): unknown {
  const shape = spec.operation.input.shape as unknown as Record<string, { safeParse: Check }>
  const isOptional = shape[key]?.safeParse(undefined).success ?? true
  if ((value !== undefined && value !== '') || isOptional) {
    return value === '' && isOptional ? undefined : value
  }
  const stands = [null, '', false, []].find((empty) => shape[key]?.safeParse(empty).success)
  return stands
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

/** The server names the path of each problem: `lines.0.quantity` belongs to the field `lines`. */
function invalidFields(problem: Problem, spec: FormSpec): string[] {
  const listed = problem.code === 'VALIDATION_FAILED' ? problem.detail.problems : undefined
  const paths = Array.isArray(listed) ? listed.map((one) => String(one?.path ?? '')) : []
  return spec.fields
    .map(({ name }) => name)
    .filter((name) => paths.some((path) => path === name || path.startsWith(`${name}.`)))
}
