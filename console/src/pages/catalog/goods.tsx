import {
  createGoods,
  getGoods,
  listGoods,
  shelfGoods,
  updateGoods,
} from '@xietong/domain/catalog/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { PicturesInput } from '../../look/picture-upload'
import { shelfTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { whole, yuan } from '../../look/words'
import { amount, money, status, when } from '../../resource/columns'
import { detail, form, resource } from '../../resource/declare'
import { Fact, Facts } from '../../resource/facts'
import { recordFilter, searchFilter } from '../../resource/filters'
import { PictureRow, shelfFilters, shelving } from './listing-parts'
import { ParameterEditor } from './parameter-editor'
import { Pictured } from './pictured'
import { PricePreview } from './price-preview'
import { type Sku, SkuEditor } from './sku-editor'
import { categorySource } from './sources'

const fields = [
  'name',
  { name: 'categoryId', source: categorySource('goods'), help: '上架前必填' },
  { name: 'unit', placeholder: '只、盒、份' },
  { name: 'taxClass', placeholder: '税收分类编码' },
  { name: 'pictures', wide: true, control: <PicturesInput max={9} /> },
  { name: 'skus', label: 'SKU', wide: true, required: true, control: <SkuEditor /> },
  { name: 'parameters', wide: true, required: false, control: <ParameterEditor /> },
] as const

const skuInput = ({ id, code, spec, retailFen, weightGrams, ...rest }: Sku) => ({
  ...{ id, code, spec, retailFen, weightGrams, warnAt: rest.warnAt },
  stockSource: rest.stockSource,
  fixedQuantity: rest.stockSource === 'fixed' ? rest.fixedQuantity : null,
})
const skusOf = (values: { readonly skus?: unknown }) => ((values.skus ?? []) as Sku[]).map(skuInput)

export const goods = resource(listGoods, {
  title: '货品',
  note: '套餐由货品的 SKU 组成；这里只填零售价',
  unit: '种',
  columns: [
    {
      key: 'name',
      title: '货品',
      show: (row) => (
        <Pictured file={row.picture} first={row.name} second={row.categoryName ?? '未分类'} />
      ),
    },
    amount('skuCount', { title: 'SKU' }),
    money('retailFromFen', { title: '零售价起（元）' }),
    amount('available', { title: '可用库存' }),
    status('state', shelfTable, (row) => row.state),
    when('createdAt', { title: '新增时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '名称、SKU 编码'),
    recordFilter('categoryId', '全部分类', categorySource('goods')),
    ...shelfFilters,
  ],
  sorts: { '-createdAt': '新增的在前', createdAt: '早的在前', name: '按名称' },
  ...shelving(shelfGoods),
  create: form(createGoods, {
    columns: 2,
    fields: [...fields, { name: 'asDraft', help: '草稿可以缺图片和价格，上架前补齐。' }],
    initial: () => ({ asDraft: false, unit: '只', parameters: [], pictures: [] }),
    toInput: (values) => ({ skus: skusOf(values) }),
    done: '已新增货品',
  }),
  detail: detail(getGoods, {
    input: (goodsId) => ({ goodsId }),
    title: (record) => record.name,
    marks: (record) => <StatusTag state={record.state} table={shelfTable} />,
    edit: form(updateGoods, {
      columns: 2,
      fields,
      initial: (record: { id: string }) => ({ ...record }),
      toInput: (values, record) => ({ goodsId: record.id, skus: skusOf(values) }),
      done: '已保存货品',
    }),
    body: (record) => (
      <>
        <Facts>
          <Fact label="单位">{record.unit}</Fact>
          <Fact label="税收分类">{record.taxClass}</Fact>
          {record.parameters.map(({ name, value }) => (
            <Fact key={name} label={name}>
              {value}
            </Fact>
          ))}
        </Facts>
        <PictureRow files={record.pictures} />
        <SkuTable skus={record.skus} />
        <SkuPrices skus={record.skus} />
      </>
    ),
  }),
})

interface ShownSku extends Sku {
  readonly onHand: number
  readonly available: number
}

function SkuTable({ skus }: { readonly skus: readonly ShownSku[] }) {
  return (
    <div className="box">
      <table className="small-table">
        <thead>
          <tr>
            <th>编码</th>
            <th>规格</th>
            <th className="num">零售价（元）</th>
            <th className="num">重量（克）</th>
            <th>库存来源</th>
            <th className="num">在库</th>
            <th className="num">可用</th>
            <th className="num">预警值</th>
          </tr>
        </thead>
        <tbody>
          {skus.map((sku) => (
            <tr key={sku.id}>
              <td className="strong">{sku.code}</td>
              <td>{sku.spec}</td>
              <td className="num">{yuan(sku.retailFen)}</td>
              <td className="num">{whole(sku.weightGrams)}</td>
              <td>{sku.stockSource === 'erp' ? 'ERP' : `固定 ${sku.fixedQuantity ?? 0}`}</td>
              <td className="num">{whole(sku.onHand)}</td>
              <td className="num strong">{whole(sku.available)}</td>
              <td className="num">{sku.warnAt ?? '默认'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** AD-117: what each first-tier dealer pays for a sku is what a store is paid that delivers it. */
function SkuPrices({ skus }: { readonly skus: readonly ShownSku[] }) {
  const [code, setCode] = useState(skus[0]?.code)
  const chosen = skus.find((sku) => sku.code === code) ?? skus[0]
  if (!chosen) {
    return null
  }
  return (
    <>
      {skus.length > 1 ? (
        <Select
          aria-label="看哪个 SKU 的价格"
          style={{ marginBottom: 8 }}
          value={chosen.code}
          options={skus.map((sku) => ({ value: sku.code, label: `${sku.spec}（${sku.code}）` }))}
          onChange={setCode}
        />
      ) : null}
      <PricePreview retailFen={chosen.retailFen} settles />
    </>
  )
}
