import {
  createPackage,
  getPackage,
  listPackages,
  shelfPackages,
  updatePackage,
} from '@xietong/domain/catalog/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { PicturesInput } from '../../look/picture-upload'
import { RichTextInput } from '../../look/rich-text'
import { shelfTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { rmb, whole, yuan } from '../../look/words'
import { amount, money, status, when } from '../../resource/columns'
import { detail, form, resource } from '../../resource/declare'
import { Fact, Facts } from '../../resource/facts'
import { recordFilter, searchFilter } from '../../resource/filters'
import { type Content, ContentsEditor } from './contents-editor'
import {
  PhoneText,
  PictureRow,
  pricePreview,
  saleSorts,
  shelfFilters,
  shelving,
} from './listing-parts'
import { Pictured } from './pictured'
import { PricePreview } from './price-preview'
import { categorySource, freightSource } from './sources'

type Package = OutputOf<typeof getPackage>

const fields = [
  { name: 'name', wide: true },
  { name: 'categoryId', source: categorySource('package'), help: '上架前必填' },
  { name: 'retailFen', help: '全国统一，只填零售价' },
  { name: 'sellingPoints', wide: true, placeholder: '一句话卖点' },
  { name: 'pictures', wide: true, control: <PicturesInput max={9} /> },
  { name: 'contents', wide: true, required: true, control: <ContentsEditor /> },
  { name: 'freightTemplateId', source: freightSource, placeholder: '不选则包邮' },
  { name: 'subsidyFen', help: '每份付给发货门店' },
  { name: 'quota', label: '限量', placeholder: '空为不限' },
  { name: 'description', wide: true, control: <RichTextInput /> },
] as const

const contentsOf = (values: { readonly contents?: unknown }) =>
  ((values.contents ?? []) as Content[]).map(({ skuId, quantity }) => ({ skuId, quantity }))

export const packages = resource(listPackages, {
  title: '商品套餐',
  noun: '套餐',
  unit: '种',
  columns: [
    {
      key: 'name',
      title: '套餐',
      show: (row) => (
        <Pictured file={row.picture} first={row.name} second={row.categoryName ?? '未分类'} />
      ),
    },
    money('retailFen', { title: '零售价（元）', sort: 'retail' }),
    amount('available', { title: '可售' }),
    amount('sales', { title: '销量', sort: 'sales' }),
    status('state', shelfTable, (row) => row.state),
    when('createdAt', { title: '新增时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '套餐名称'),
    recordFilter('categoryId', '全部分类', categorySource('package')),
    ...shelfFilters,
  ],
  sorts: saleSorts,
  ...shelving(shelfPackages),
  create: form(createPackage, {
    columns: 2,
    fields,
    preview: pricePreview,
    initial: () => ({ subsidyFen: 0, contents: [], pictures: [] }),
    toInput: (values) => ({ contents: contentsOf(values) }),
    done: '已新增套餐',
  }),
  detail: detail(getPackage, {
    input: (packageId) => ({ packageId }),
    title: (record) => record.name,
    marks: (record) => <StatusTag state={record.state} table={shelfTable} />,
    edit: form(updatePackage, {
      columns: 2,
      fields,
      preview: pricePreview,
      initial: (record: Package) => ({
        ...record,
        contents: record.contents.map((line) => ({
          ...line,
          label: `${line.name} ${line.spec}（${line.code}）`,
        })),
      }),
      toInput: (values, record) => ({ packageId: record.id, contents: contentsOf(values) }),
      done: '已保存套餐',
    }),
    body: (record) => <PackageBody record={record} />,
  }),
})

function PackageBody({ record }: { readonly record: Package }) {
  return (
    <>
      <PictureRow files={record.pictures} />
      <Facts>
        <Fact label="零售价">{rmb(record.retailFen)}</Fact>
        <Fact label="服务费补贴">{yuan(record.subsidyFen)} 元 / 份</Fact>
        <Fact label="可售">{whole(record.available)} 份</Fact>
        <Fact label="限量">{record.quota === null ? '不限' : `${whole(record.quota)} 份`}</Fact>
        <Fact label="卖点" wide>
          {record.sellingPoints}
        </Fact>
      </Facts>
      <div className="box">
        <div className="box-head">
          <h3>所含单品</h3>
          <span className="sub">决定库存、派单、拣货和结算</span>
        </div>
        <table className="small-table">
          <tbody>
            {record.contents.map((line) => (
              <tr key={line.skuId}>
                <td className="strong">
                  {line.name} {line.spec}
                </td>
                <td className="sub">{line.code}</td>
                <td className="num">
                  {line.quantity} {line.unit}
                </td>
                <td className="num sub">可用 {whole(line.available)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PricePreview retailFen={record.retailFen} />
      <PhoneText html={record.description} />
    </>
  )
}
