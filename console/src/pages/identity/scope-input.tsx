import { listDealers } from '@xietong/domain/channel/contract'
import { type DataScope, idsOfScope, scopeOf } from '@xietong/domain/identity/data-scope'
import { listDepartments } from '@xietong/domain/organisation/contract'
import { Form, Select } from 'antd'
import { sourceOf, useSource } from '../../resource/source'

const departmentSource = sourceOf(listDepartments, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})
const firstTierSource = sourceOf(listDealers, {
  input: (typed) => ({
    filter: { tier: 1 as const, ...(typed ? { keyword: typed } : {}) },
    size: 50 as const,
  }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
  search: true,
})

export const scopeKinds = [
  { value: 'all', label: '全部数据' },
  { value: 'departments', label: '指定部门' },
  { value: 'dealers', label: '指定一级渠道商' },
] as const

interface ScopeInputProps {
  readonly id?: string
  /** What an unlimited scope is called; an account's own is then that of its roles. */
  readonly whole?: string
  readonly value?: DataScope
  readonly onChange?: (value: DataScope) => void
}

/** Which records a role or an account works with: all, or those that the chosen ones look after. */
export function ScopeInput({ id, whole, value = scopeOf('all', []), onChange }: ScopeInputProps) {
  const kinds = scopeKinds.map((kind) =>
    kind.value === 'all' && whole ? { ...kind, label: whole } : kind,
  )
  return (
    <>
      <Select
        id={id}
        aria-label="数据范围"
        value={value.kind}
        options={kinds}
        onChange={(kind) => onChange?.(scopeOf(kind, []))}
      />
      {value.kind === 'all' ? null : <ScopeRecords key={value.kind} {...{ value, onChange }} />}
    </>
  )
}

function ScopeRecords({ value, onChange }: Required<Pick<ScopeInputProps, 'value'>> & Listening) {
  const source = value.kind === 'departments' ? departmentSource : firstTierSource
  const { options, isLoading, search } = useSource(source)
  const chosen = idsOfScope(value)
  const names: readonly string[] = Form.useFormInstance().getFieldValue('scopeNames') ?? []
  // Those chosen before may be outside of what the search shows; the record itself names them.
  const before = chosen
    .map((one, index) => ({ value: one, label: names[index] ?? one }))
    .filter((one) => !options.some((option) => option.value === one.value))
  return (
    <Select
      mode="multiple"
      aria-label={value.kind === 'departments' ? '部门' : '一级渠道商'}
      placeholder={value.kind === 'departments' ? '选择部门' : '选择一级渠道商，含其下级'}
      style={{ width: '100%', marginTop: 8 }}
      value={[...chosen]}
      options={[...before, ...options]}
      loading={isLoading}
      filterOption={source.search ? false : undefined}
      optionFilterProp="label"
      onSearch={search}
      onChange={(ids: string[]) => onChange?.(scopeOf(value.kind, ids))}
    />
  )
}

type Listening = Pick<ScopeInputProps, 'onChange'>
