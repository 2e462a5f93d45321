import type { OutputOf } from '@xietong/domain/kernel/operation'
import { reviewBandLabels, reviewBands, reviewStates } from '@xietong/domain/orders/review'
import {
  approveReview,
  getReview,
  hideReview,
  listReviews,
  replyReview,
} from '@xietong/domain/orders/review-contract'
import { reviewTable } from '../../look/states'
import { optionsOf, StatusTag } from '../../look/status-tag'
import { status, twoLines, when, words } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { ReviewBody } from './item-review-body'

type Review = OutputOf<typeof getReview>

const versionOf = (one: Review) => ({ reviewId: one.id, version: one.version })

const actions = [
  action(approveReview, {
    label: '展示',
    primary: true,
    when: (one: Review) => one.state !== 'shown',
    input: versionOf,
    confirm: (one) => ({
      title: '展示这条评价？',
      body: `所有人都能在“${one.itemName}”的详情页看到文字和图片。`,
    }),
    done: () => '已展示',
  }),
  action(replyReview, {
    label: '回复',
    form: form(replyReview, {
      title: '回复评价',
      fields: ['text'],
      note: (one: Review) => `${one.buyer}和看到评价的人都能看到回复。`,
      initial: (one: Review) => ({ text: one.reply?.text ?? '' }),
      toInput: (_, one: Review) => versionOf(one),
      done: '已回复',
    }),
  }),
  action(hideReview, {
    label: '隐藏',
    danger: true,
    when: (one: Review) => one.state !== 'hidden',
    form: form(hideReview, {
      title: '隐藏评价',
      fields: ['reason'],
      note: () => '评价不会删除；买家自己仍能看到，并看到隐藏原因。',
      toInput: (_, one: Review) => versionOf(one),
      done: '已隐藏',
    }),
  }),
]

const reviews = resource(listReviews, {
  title: '评价',
  unit: '条',
  columns: [
    twoLines('itemName', (row) => [row.itemName, row.buyer], { title: '商品', width: 200 }),
    words('score', { title: '评分', width: 72 }, (row) => `${row.score} 星`),
    twoLines(
      'text',
      (row) => [row.text || '没有填写文字', row.appendedText ? `追加：${row.appendedText}` : ''],
      { title: '评价内容' },
    ),
    words('pictureCount', { title: '图片', width: 96 }, (row) =>
      [row.pictureCount > 0 ? `${row.pictureCount} 张` : '', row.hasVideo ? '视频' : '']
        .filter(Boolean)
        .join(' · '),
    ),
    words('replied', { title: '回复', width: 80 }, (row) => (row.replied ? '已回复' : '未回复')),
    words('orderNo', { title: '订单', width: 160 }),
    status('state', reviewTable, (row) => row.state),
    when('createdAt', { title: '评价时间', sort: 'createdAt' }),
  ],
  filters: [
    searchFilter('orderNo', '订单号'),
    choiceFilter(
      'band',
      '全部评分',
      reviewBands.map((value) => ({ value, label: reviewBandLabels[value] })),
    ),
    choiceFilter('replied', '是否回复', [
      { value: true, label: '已回复' },
      { value: false, label: '未回复' },
    ]),
    // The tabs set it.
    { ...choiceFilter('state', '状态', optionsOf(reviewTable)), control: () => null },
  ],
  sorts: { '-createdAt': '新的在前', createdAt: '早的在前' },
  first: '还没有评价。买家收货后写的评价会出现在这里。',
  detail: detail(getReview, {
    input: (reviewId) => ({ reviewId }),
    title: (one) => one.itemName,
    marks: (one) => <StatusTag state={one.state} table={reviewTable} />,
    actions,
    body: (one) => <ReviewBody one={one} />,
  }),
})

const tabs = [
  { key: '', label: '全部' },
  ...reviewStates.map((key) => ({ key, label: reviewTable[key].label })),
]

/** AD-268: what the content check doubts waits here; staff show, hide with a reason and answer. */
export const ItemReviewsPage = () => (
  <ResourcePage
    resource={reviews}
    path="/item-reviews"
    tabs={<StateTabs name="state" tabs={tabs} />}
  />
)
