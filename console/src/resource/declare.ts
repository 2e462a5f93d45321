import type { Operation, OutputOf } from '@xietong/domain/kernel/operation'
import type { RefusalCode } from '@xietong/domain/kernel/refusals'
import type { z } from '@xietong/domain/kernel/schema'
import type { ReactNode } from 'react'
import type { ActInput, AnyOperation } from '../api/call'
import type { Right } from '../api/session'
import type { Filter, Option } from './filters'
import type { FieldKind } from './schema-facts'
import type { Source } from './source'

/** A list of the contract: one page of many rows, or all of few. */
export type ListOperation = Operation<
  string,
  z.ZodRawShape,
  z.ZodType<{ rows: { readonly id: string }[] }>,
  RefusalCode
>
export type RowOf<Op> = OutputOf<Op> extends { rows: (infer Row)[] } ? Row : never

export interface Column<Row> {
  readonly key: string
  /** Left out where the contract's schema has a title for this key. */
  readonly title?: string
  readonly show: (row: Row) => ReactNode
  readonly width?: number
  readonly right?: boolean
  /** The contract's sort that this column head switches. */
  readonly sort?: string
  readonly needs?: Right
  /** Off until chosen in the column chooser. */
  readonly extra?: boolean
}

/** One field of a form: the name alone where the contract says the rest. */
export interface Field {
  readonly name: string
  readonly label?: string
  readonly as?: FieldKind | 'password' | 'record' | 'records'
  readonly options?: readonly Option[]
  readonly source?: Source
  readonly help?: ReactNode
  readonly placeholder?: string
  readonly required?: boolean
  /** Takes the whole width of a form with two columns. */
  readonly wide?: boolean
  readonly unit?: string
  /** A control of its own; it gets `value` and `onChange`. */
  readonly control?: ReactNode
  readonly when?: (values: Readonly<Record<string, unknown>>) => boolean
}

export interface FormSpec {
  readonly operation: AnyOperation
  readonly title: string
  readonly submit: string
  readonly fields: readonly Field[]
  readonly initial: (subject: unknown) => Readonly<Record<string, unknown>>
  readonly toInput: (values: Readonly<Record<string, unknown>>, subject: unknown) => unknown
  readonly done: string
  /** The field under which a refusal is shown, for example PHONE_TAKEN at the phone. */
  readonly at: Readonly<Partial<Record<RefusalCode, string>>>
  readonly note?: (subject: unknown) => ReactNode
  readonly preview?: (values: Readonly<Record<string, unknown>>) => ReactNode
  readonly columns: 1 | 2
}

type Values = Readonly<Record<string, unknown>>

export interface FormDeclaration<Op, Subject> {
  readonly title?: string
  readonly submit?: string
  readonly fields: readonly (string | Field)[]
  readonly initial?: (subject: Subject) => Values
  readonly toInput?: (values: Values, subject: Subject) => Partial<ActInput<Op>>
  readonly done?: string
  readonly at?: FormSpec['at']
  readonly note?: (subject: Subject) => ReactNode
  readonly preview?: (values: Values) => ReactNode
  readonly columns?: 1 | 2
}

/** Declares a form on a command; the values of the fields are its input unless `toInput` adds. */
export function form<Op extends AnyOperation, Subject = undefined>(
  operation: Op,
  declared: FormDeclaration<Op, Subject>,
): FormSpec {
  const { toInput } = declared
  const title = declared.title ?? operation.title
  return {
    operation,
    title,
    submit: declared.submit ?? title,
    fields: declared.fields.map((field) => (typeof field === 'string' ? { name: field } : field)),
    initial: (declared.initial ?? (() => ({}))) as FormSpec['initial'],
    toInput: (values, subject) =>
      toInput ? { ...values, ...toInput(values, subject as Subject) } : values,
    done: declared.done ?? `已${title}`,
    at: declared.at ?? {},
    note: declared.note as FormSpec['note'],
    preview: declared.preview,
    columns: declared.columns ?? 1,
  }
}

export interface Confirmation {
  /** The question with the number. */
  readonly title: string
  /** The consequence, in amounts where there are any. */
  readonly body: ReactNode
  readonly danger?: boolean
}

/** Something to do with one record. */
export interface Action<Row> {
  readonly key: string
  readonly label: (row: Row) => string
  readonly operation: AnyOperation
  readonly when: (row: Row) => boolean
  readonly input: (row: Row) => unknown
  readonly confirm?: (row: Row) => Confirmation
  readonly form?: FormSpec
  readonly done: (row: Row, answer: unknown) => string
  readonly danger: boolean
  /** The one red button of the record's page. */
  readonly primary: boolean
}

export interface ActionDeclaration<Op, Row> {
  readonly label?: string | ((row: Row) => string)
  readonly when?: (row: Row) => boolean
  readonly input?: (row: Row) => ActInput<Op>
  readonly confirm?: (row: Row) => Confirmation
  readonly form?: FormSpec
  readonly done?: (row: Row, answer: OutputOf<Op>) => string
  readonly danger?: boolean
  readonly primary?: boolean
}

/** Declares an action; without the right for its operation its button is absent. */
export function action<Op extends AnyOperation, Row>(
  operation: Op,
  declared: ActionDeclaration<Op, Row>,
): Action<Row> {
  const { label = operation.title } = declared
  const words = typeof label === 'string' ? () => label : label
  return {
    key: `${operation.name} ${typeof label === 'string' ? label : ''}`,
    label: words,
    operation,
    when: declared.when ?? (() => true),
    input: declared.input ?? (() => ({})),
    confirm: declared.confirm,
    form: declared.form,
    done: (declared.done as Action<Row>['done'] | undefined) ?? ((row) => `已${words(row)}`),
    danger: declared.danger ?? false,
    primary: declared.primary ?? false,
  }
}

/** Something to do with the ticked rows at once. */
export interface BatchAction<Row> {
  readonly label: string
  readonly operation: AnyOperation
  /** Asks first; its subject is the ticked rows. */
  readonly form?: FormSpec
  readonly input: (rows: readonly Row[]) => unknown
  readonly confirm?: (rows: readonly Row[]) => Confirmation
  readonly done: (answer: unknown) => string
}

export function batch<Op extends AnyOperation, Row>(
  operation: Op,
  declared: {
    readonly label: string
    readonly input: (rows: readonly Row[]) => ActInput<Op>
    readonly confirm?: (rows: readonly Row[]) => Confirmation
    readonly done: (answer: OutputOf<Op>) => string
  },
): BatchAction<Row> {
  return { operation, ...declared, done: declared.done as BatchAction<Row>['done'] }
}

/** The same for a command that needs words first, for example a reason. */
export function batchForm<Row>(label: string, form: FormSpec): BatchAction<Row> {
  return { label, operation: form.operation, form, input: () => ({}), done: () => form.done }
}

/** One record in a drawer (or alone on its page). */
export interface DetailSpec {
  readonly operation: AnyOperation
  readonly input: (id: string) => unknown
  readonly title: (record: never) => string
  /** The title is a number that people copy. */
  readonly copies?: true
  readonly marks?: (record: never) => ReactNode
  readonly actions?: readonly Action<never>[]
  readonly edit?: FormSpec
  readonly top?: (record: never) => ReactNode
  readonly body: (record: never) => ReactNode
  readonly side?: (record: never) => ReactNode
  readonly width?: number
}

export function detail<Op extends AnyOperation>(
  operation: Op,
  declared: {
    readonly input: (id: string) => ActInput<Op>
    readonly title: (record: OutputOf<Op>) => string
    readonly copies?: true
    readonly marks?: (record: OutputOf<Op>) => ReactNode
    readonly actions?: readonly Action<OutputOf<Op>>[]
    readonly edit?: FormSpec
    readonly top?: (record: OutputOf<Op>) => ReactNode
    readonly body: (record: OutputOf<Op>) => ReactNode
    readonly side?: (record: OutputOf<Op>) => ReactNode
    readonly width?: number
  },
): DetailSpec {
  return { operation, ...declared } as unknown as DetailSpec
}

export interface RowLink {
  readonly label: string
  readonly to: string
  readonly operation: Pick<AnyOperation, 'may'>
}

export interface Resource<Row extends { readonly id: string } = { readonly id: string }> {
  readonly operation: ListOperation
  readonly title: string
  readonly note?: ReactNode
  /** Count word: 单, 种, 家. */
  readonly unit: string
  /** What the rows are called in sentences: 订单, 商品. */
  readonly noun: string
  readonly columns: readonly Column<Row>[]
  readonly filters: readonly Filter[]
  readonly sorts: Readonly<Record<string, string>>
  readonly actions: readonly Action<Row>[]
  /** Ways on from a row to another page; absent where the person may not go. */
  readonly links?: (row: Row) => RowLink | undefined
  readonly batches: readonly BatchAction<Row>[]
  readonly create?: FormSpec
  readonly detail?: DetailSpec
  /** What will appear here, shown while there is nothing at all. */
  readonly first: string
  /** Asks again every so many milliseconds while the page is open. */
  readonly refreshMs?: number
  /** Fixed part of the filter, for a page that shows one kind only; of a short list: its input. */
  readonly fixed: Values
  readonly sums?: (rows: readonly Row[]) => string
}

export type ResourceDeclaration<Row> = Omit<
  Partial<Resource<Row & { readonly id: string }>>,
  'operation' | 'columns'
> & {
  readonly title: string
  readonly unit: string
  readonly columns: readonly Column<Row>[]
}

/** Declares a resource page on a list of the contract. */
export function resource<Op extends ListOperation>(
  operation: Op,
  declared: ResourceDeclaration<RowOf<Op>>,
): Resource {
  const noun = declared.noun ?? declared.title
  return {
    filters: [],
    sorts: {},
    actions: [],
    batches: [],
    fixed: {},
    first: `还没有${noun}`,
    ...declared,
    noun,
    operation,
  } as unknown as Resource
}
