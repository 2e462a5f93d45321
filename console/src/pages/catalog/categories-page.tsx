import {
  createCategory,
  deleteCategory,
  listCategories,
  updateCategory,
} from '@xietong/domain/catalog/contract'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { PicturesInput } from '../../look/picture-upload'
import { Mark } from '../../look/status-tag'
import { amount } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { Pictured } from './pictured'
import { categorySource } from './sources'

const kinds = [
  { value: 'goods', label: '货品' },
  { value: 'package', label: '套餐' },
  { value: 'e-card', label: '电子卡' },
  { value: 'physical-card', label: '实体卡' },
] as const
type Kind = (typeof kinds)[number]['value']

/** One picture as the file that it is. */
function IconInput({
  value,
  onChange,
}: {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}) {
  return (
    <PicturesInput
      max={1}
      value={value ? [value] : []}
      onChange={([file]) => onChange?.(file ?? null)}
    />
  )
}
const iconField = { name: 'icon', help: '会员端分类导航显示', control: <IconInput /> } as const

const categories = (kind: Kind) =>
  resource(listCategories, {
    title: '分类',
    unit: '个',
    fixed: { kind },
    columns: [
      {
        key: 'name',
        title: '分类',
        show: (row) => (
          <Pictured
            file={row.icon}
            first={row.name}
            second={row.parentId ? '子分类' : '一级分类'}
          />
        ),
      },
      amount('sort', { title: '排序' }),
      amount('usedBy', { title: '使用中' }),
      {
        key: 'shown',
        title: '显示',
        width: 100,
        show: (row) => (
          <Mark tone={row.shown ? 'done' : 'ended'}>{row.shown ? '显示' : '隐藏'}</Mark>
        ),
      },
    ],
    filters: [searchFilter('keyword', '分类名称')],
    actions: [
      action(updateCategory, {
        label: '修改',
        form: form(updateCategory, {
          fields: ['name', 'sort', 'shown', iconField],
          initial: (row: { id: string }) => ({ ...row }),
          toInput: (_, row) => ({ categoryId: row.id }),
          submit: '保存',
          done: '已保存分类',
        }),
      }),
      action(deleteCategory, {
        label: '删除',
        danger: true,
        input: (row) => ({ categoryId: row.id }),
        confirm: (row) => ({
          title: `删除分类“${row.name}”？`,
          body: '有子分类或商品的分类不能删除。',
          danger: true,
        }),
        done: (row) => `已删除分类“${row.name}”`,
      }),
    ],
    create: form(createCategory, {
      fields: [
        'name',
        { name: 'parentId', source: categorySource(kind), placeholder: '空为一级分类' },
        { name: 'sort', help: '小的在前' },
        'shown',
        iconField,
      ],
      initial: () => ({ kind, sort: 0, shown: true }),
      done: '已新增分类',
    }),
  })

/** AD-110: first-level and sub-categories of each kind. */
export function CategoriesPage() {
  const [search, setSearch] = useSearchParams()
  const kind = kinds.find(({ value }) => value === search.get('kind'))?.value ?? 'package'
  const declared = useMemo(() => categories(kind), [kind])
  return (
    <ResourcePage
      key={kind}
      resource={declared}
      path="/categories"
      extra={
        <Segmented
          options={[...kinds]}
          value={kind}
          onChange={(value) => setSearch({ kind: value })}
        />
      }
    />
  )
}
