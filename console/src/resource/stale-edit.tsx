import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, type FormInstance } from 'antd'
import { useState } from 'react'
import type { Problem } from '../api/problem'
import { percent, yuan } from '../look/words'
import type { Field, FormSpec } from './declare'
import { originOf, readAgain } from './live-record'
import { kindAt, labelAt } from './schema-facts'

type Values = Readonly<Record<string, unknown>>

/** A field that somebody else changed while this form was open. */
export interface Change {
  readonly field: Field
  readonly theirs: unknown
  /** What stands in the form; equal to theirs where this person had not touched it. */
  readonly mine: unknown
  readonly isTouched: boolean
}

export interface Conflict {
  readonly problem: Problem
  readonly changes: readonly Change[]
  /** False when the record could not be read again: the form must be opened anew. */
  readonly isKnown: boolean
}

const at = (values: Values, name: string): unknown =>
  name.split('.').reduce<unknown>((value, key) => (value as Values | null)?.[key], values)

const same = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * The record as the form was opened on it: what is refreshed behind an open form must not make its
 * save pass (AD-010). After a conflict, fields that this person had not touched take what the other
 * one saved; the rest is shown side by side.
 */
export function useOpenedRecord(spec: FormSpec, subject: unknown, form: FormInstance) {
  const client = useQueryClient()
  const [opened, setOpened] = useState(() => ({ subject, origin: originOf(client, subject) }))
  const [conflict, setConflict] = useState<Conflict | null>(null)

  function meet(problem: Problem): void {
    const fresh = readAgain(client, opened.origin)
    if (fresh === null || same(versionIn(fresh), versionIn(opened.subject))) {
      setConflict({ problem, changes: [], isKnown: false })
      return
    }
    const before = startOf(spec, opened.subject)
    const now = startOf(spec, fresh)
    const values = form.getFieldsValue(true) as Values
    const changes = spec.fields.flatMap((field) => {
      const theirs = at(now, field.name)
      if (same(at(before, field.name), theirs)) {
        return []
      }
      const mine = at(values, field.name)
      const isTouched = !same(mine, at(before, field.name))
      return [{ field, theirs, mine: isTouched ? mine : theirs, isTouched }]
    })
    for (const { field, theirs, isTouched } of changes) {
      if (!isTouched) {
        form.setFieldValue(field.name.split('.'), theirs)
      }
    }
    setOpened({ subject: fresh, origin: opened.origin })
    setConflict({ problem, changes, isKnown: true })
  }

  /** After a save the form goes on with what is stored now. */
  function saved(): void {
    setConflict(null)
    const fresh = readAgain(client, opened.origin)
    if (fresh !== null) {
      setOpened({ subject: fresh, origin: opened.origin })
    }
  }
  return { subject: opened.subject, conflict, meet, saved, forget: () => setConflict(null) }
}

/** What the form starts with; a form that declares nothing starts with the record itself. */
function startOf(spec: FormSpec, subject: unknown): Values {
  const declared = spec.initial(subject)
  return Object.keys(declared).length > 0 ? declared : ((subject ?? {}) as Values)
}

const versionIn = (subject: unknown) => (subject as { version?: number } | null)?.version

function wordsOf(spec: FormSpec, field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '空'
  }
  if (Array.isArray(value)) {
    return value.every((one) => typeof one !== 'object') ? value.join('、') : `${value.length} 项`
  }
  if (typeof value === 'boolean') {
    return value ? '是' : '否'
  }
  const option = field.options?.find((one) => one.value === value)
  const kind = field.as ?? kindAt(spec.operation.input, field.name)
  if (option) {
    return option.label
  }
  if (typeof value === 'number' && kind === 'yuan') {
    return `¥${yuan(value)}`
  }
  if (typeof value === 'number' && kind === 'percent') {
    return percent(value)
  }
  return typeof value === 'object' ? '有修改' : String(value).slice(0, 200)
}

interface PanelProps {
  readonly spec: FormSpec
  readonly form: FormInstance
  readonly conflict: Conflict
}

/** Who was first and when, what they changed, and for each field that both changed a choice. */
export function ConflictPanel({ spec, form, conflict }: PanelProps) {
  const { problem, changes, isKnown } = conflict
  return (
    <Alert
      type="warning"
      showIcon
      className="conflict"
      message={problem.message}
      description={
        isKnown ? (
          <>
            {changes.length === 0 ? '对方改的内容不在这张表里。' : null}
            {changes.map((change) => (
              <ChangeLine key={change.field.name} spec={spec} form={form} change={change} />
            ))}
            <p>核对好后，再点一次“{spec.submit}”即可。</p>
          </>
        ) : (
          '请复制您填写的内容，关闭后重新打开再改。'
        )
      }
    />
  )
}

interface LineProps {
  readonly spec: FormSpec
  readonly form: FormInstance
  readonly change: Change
}

function ChangeLine({ spec, form, change }: LineProps) {
  const { field, theirs, mine, isTouched } = change
  const [isMine, setMine] = useState(isTouched)
  const label = field.label ?? labelAt(spec.operation.input, field.name) ?? field.name
  const take = (own: boolean) => {
    form.setFieldValue(field.name.split('.'), own ? mine : theirs)
    setMine(own)
  }
  return (
    <div className="conflict-line">
      <b>{label}</b>
      <span>对方改为：{wordsOf(spec, field, theirs)}</span>
      {isTouched ? (
        <>
          <span>您填写的：{wordsOf(spec, field, mine)}</span>
          <span className="row">
            <Button size="small" type={isMine ? 'primary' : 'default'} onClick={() => take(true)}>
              用我的
            </Button>
            <Button size="small" type={isMine ? 'default' : 'primary'} onClick={() => take(false)}>
              用对方的
            </Button>
          </span>
        </>
      ) : (
        <span className="sub">您没有改过，已采用</span>
      )}
    </div>
  )
}
