import {
  addNextSeason,
  createCardProduct,
  getCardProduct,
  listCardProducts,
  shelfCardProducts,
  updateCardProduct,
} from '@xietong/domain/catalog/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { PicturesInput } from '../../look/picture-upload'
import { RichTextInput } from '../../look/rich-text'
import { shelfTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { dayWords, rmb, whole, yuan } from '../../look/words'
import { amount, money, status, twoLines, when } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { Fact, Facts } from '../../resource/facts'
import { choiceFilter, searchFilter } from '../../resource/filters'
import {
  PhoneText,
  PictureRow,
  pricePreview,
  saleSorts,
  shelfFilters,
  shelving,
} from './listing-parts'
import { PricePreview } from './price-preview'
import { SeasonInput } from './season-input'
import { categorySource, packageSource } from './sources'

type CardProduct = OutputOf<typeof getCardProduct>

const kinds = [
  { value: 'electronic', label: '电子提货卡' },
  { value: 'physical', label: '实体提货卡' },
]
const kindLabel = (kind: string) => kinds.find(({ value }) => value === kind)?.label ?? kind

type Values = Readonly<Record<string, unknown>>
/** A printed card has no total: its numbers are its stock. */
const quotaOf = ({ quota, kind }: Values) => ({
  quota: kind === 'physical' ? 0 : (quota as number),
})

const fields = [
  { name: 'kind', label: '卡种', options: kinds },
  {
    name: 'categoryId',
    source: categorySource('e-card'),
    help: '上架前必填',
    when: (values: Values) => values.kind !== 'physical',
  },
  {
    name: 'categoryId',
    source: categorySource('physical-card'),
    help: '上架前必填',
    when: (values: Values) => values.kind === 'physical',
  },
  { name: 'name', wide: true },
  { name: 'faces', wide: true, help: '可放多款，送礼时挑选', control: <PicturesInput max={6} /> },
  { name: 'packageIds', source: packageSource, wide: true, help: '一张卡提其中一种' },
  { name: 'code', required: false, placeholder: '不填则自动编号' },
  { name: 'retailFen', help: '只填零售价' },
  { name: 'subsidyFen', help: '每张卡付给发货门店，各店相同' },
  {
    name: 'quota',
    help: '不能低于已售数量',
    when: (values: Values) => values.kind !== 'physical',
  },
  { name: 'season', required: false, wide: true, control: <SeasonInput /> },
  { name: 'description', wide: true, control: <RichTextInput /> },
] as const

export const cardProducts = resource(listCardProducts, {
  title: '提货卡产品',
  unit: '种',
  columns: [
    twoLines('name', (row) => [row.name, `${kindLabel(row.kind)} ${row.code ?? ''}`], {
      title: '卡',
    }),
    twoLines(
      'packages',
      (row) => [row.packageNames.join('、') || '—', row.categoryName ?? '未分类'],
      { title: '可提套餐' },
    ),
    money('retailFen', { title: '零售价（元）', sort: 'retail' }),
    amount('available', { title: '可售' }),
    amount('sales', { title: '销量', sort: 'sales' }),
    status('state', shelfTable, (row) => row.state),
    when('createdAt', { title: '新增时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('keyword', '卡名称、编码'),
    choiceFilter('kind', '全部卡种', kinds),
    ...shelfFilters,
  ],
  sorts: saleSorts,
  ...shelving(shelfCardProducts),
  create: form(createCardProduct, {
    columns: 2,
    fields,
    preview: pricePreview,
    initial: () => ({ kind: 'electronic', subsidyFen: 0, faces: [], packageIds: [], season: null }),
    toInput: quotaOf,
    done: '已新增提货卡产品',
  }),
  detail: detail(getCardProduct, {
    input: (cardProductId) => ({ cardProductId }),
    title: (record) => record.name,
    actions: [
      action(addNextSeason, {
        label: '开放下一季',
        when: (record: CardProduct) => record.season !== null,
        form: form(addNextSeason, {
          fields: [{ name: 'season', wide: true, control: <SeasonInput always /> }],
          note: (record: CardProduct) =>
            `本季 ${seasonWords(record.season)}。开放后，已售出的卡也能在下一季提货。`,
          initial: (record: CardProduct) => ({ season: record.nextSeason }),
          toInput: (_, record) => ({ cardProductId: record.id, version: record.version }),
          submit: '开放',
          done: '已开放下一季',
        }),
      }),
    ],
    marks: (record) => <StatusTag state={record.state} table={shelfTable} />,
    edit: form(updateCardProduct, {
      columns: 2,
      fields,
      preview: pricePreview,
      initial: (record: CardProduct) => ({ ...record }),
      toInput: (values, record) => ({ ...quotaOf(values), cardProductId: record.id }),
      done: '已保存提货卡产品',
    }),
    body: (record) => (
      <>
        <PictureRow files={record.faces} />
        <Facts>
          <Fact label="编码">{record.code ?? '—'}</Fact>
          <Fact label="卡种">{kindLabel(record.kind)}</Fact>
          <Fact label="零售价">{rmb(record.retailFen)}</Fact>
          <Fact label="服务费补贴">{yuan(record.subsidyFen)} 元 / 张</Fact>
          <Fact label="可售">{whole(record.available)} 张</Fact>
          <Fact label="提货季">{seasonWords(record.season)}</Fact>
          <Fact label="下一提货季">
            {record.nextSeason ? seasonWords(record.nextSeason) : '还没有开放'}
          </Fact>
        </Facts>
        <PricePreview retailFen={record.retailFen} />
        <PhoneText html={record.description} />
      </>
    ),
  }),
})

function seasonWords(season: CardProduct['season']): string {
  return season
    ? `${dayWords(season.opensOn)} 至 ${dayWords(season.closesOn)}，提前 ${season.leadDays} 天约`
    : '全年'
}
