import {
  assignException,
  getException,
  handleException,
  listExceptionOwners,
  listExceptions,
} from '@xietong/domain/fulfilment/exception-contract'
import { exceptionKindLabels, exceptionKinds } from '@xietong/domain/fulfilment/exceptions'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Link } from 'react-router-dom'
import { Course } from '../../look/course'
import { exceptionTable } from '../../look/states'
import { StatusTag } from '../../look/status-tag'
import { timeWords } from '../../look/words'
import { status, twoLines, when } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { Fact, Facts } from '../../resource/facts'
import { choiceFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { sourceOf } from '../../resource/source'
import { StateTabs } from '../../resource/state-tabs'

type Exception = OutputOf<typeof getException>

const isOpen = (one: Exception) => one.state !== 'closed'
const ownerSource = sourceOf(listExceptionOwners, {
  input: () => ({}),
  options: ({ rows }) => rows.map(({ id, name }) => ({ value: id, label: name })),
})

const actions = [
  action(handleException, {
    label: '记录处理',
    primary: true,
    when: isOpen,
    form: form(handleException, {
      title: '记录处理',
      fields: [
        { name: 'note', as: 'long-text', placeholder: '联系了谁、结果如何、下一步' },
        { name: 'close', help: '打开后从待办里去掉；还有问题时会重新出现' },
      ],
      initial: () => ({ close: false }),
      note: (one: Exception) =>
        one.owner === null ? '第一个记录处理的人成为负责人。' : `负责人：${one.owner}`,
      toInput: (_, one: Exception) => ({ exceptionId: one.id, version: one.version }),
      submit: '保存',
      done: '已记录处理',
    }),
  }),
  action(assignException, {
    label: '指定负责人',
    when: isOpen,
    form: form(assignException, {
      title: '指定负责人',
      fields: [{ name: 'ownerId', source: ownerSource }],
      initial: (one: Exception) => ({ ownerId: one.ownerId ?? undefined }),
      toInput: (_, one: Exception) => ({ exceptionId: one.id, version: one.version }),
      at: { OWNER_NOT_ALLOWED: 'ownerId' },
      submit: '确定',
      done: '已指定负责人',
    }),
  }),
]

const exceptions = resource(listExceptions, {
  title: '物流异常',
  noun: '物流异常',
  unit: '件',
  note: '24 小时未揽收、疑难件和退回会自动出现在这里',
  columns: [
    twoLines('trackingNo', (row) => [row.trackingNo, row.carrierName], {
      title: '运单号',
      width: 176,
    }),
    twoLines('kind', (row) => [exceptionKindLabels[row.kind], timeWords(row.openedAt)], {
      title: '异常',
      width: 128,
    }),
    twoLines('orderNo', (row) => [row.orderNo, row.shipper], { title: '订单 · 发货方' }),
    twoLines('owner', (row) => [row.owner ?? '未指定', row.note], { title: '负责人 · 处理说明' }),
    status('state', exceptionTable, (row) => row.state),
    when('closedAt', { title: '处理完', extra: true }),
  ],
  filters: [
    searchFilter('keyword', '订单号、运单号'),
    choiceFilter(
      'kind',
      '全部异常',
      exceptionKinds.map((value) => ({ value, label: exceptionKindLabels[value] })),
    ),
    choiceFilter('mine', '负责人', [{ value: true, label: '我负责的' }]),
    {
      ...choiceFilter('state', '状态', []),
      parse: (written: string) => written,
      control: () => null,
    },
  ],
  sorts: { '-openedAt': '新的在前', openedAt: '早的在前' },
  first: '没有物流异常。',
  detail: detail(getException, {
    input: (exceptionId) => ({ exceptionId }),
    title: (one) => one.trackingNo,
    copies: true,
    marks: (one) => <StatusTag state={one.state} table={exceptionTable} />,
    actions,
    body: (one) => <ExceptionBody one={one} />,
  }),
})

function ExceptionBody({ one }: { readonly one: Exception }) {
  const newest = [...one.track].sort((a, b) => (a.at < b.at ? 1 : -1))
  return (
    <>
      <Facts>
        <Fact label="异常">{exceptionKindLabels[one.kind]}</Fact>
        <Fact label="订单">
          <Link to={`/orders/${one.orderId}`}>{one.orderNo}</Link>
        </Fact>
        <Fact label="发货方">{one.shipper}</Fact>
        <Fact label="物流公司">{one.carrierName}</Fact>
        <Fact label="负责人">{one.owner ?? '未指定'}</Fact>
        <Fact label="发生时间">{timeWords(one.openedAt)}</Fact>
      </Facts>
      <div className="box">
        <div className="box-head">
          <h3>处理记录</h3>
        </div>
        {one.notes.length === 0 ? <div className="box-line sub">还没有人处理</div> : null}
        {[...one.notes].reverse().map((note) => (
          <div className="box-line" key={`${note.at} ${note.text}`}>
            <span className="grow">
              <span>{note.text}</span>
              <span className="sub">{note.by}</span>
            </span>
            <span className="sub">{timeWords(note.at)}</span>
          </div>
        ))}
      </div>
      <div className="box">
        <div className="box-head">
          <h3>物流轨迹</h3>
        </div>
        {newest.length > 0 ? (
          <div className="track">
            <Course events={newest} />
          </div>
        ) : (
          <div className="box-line sub">物流公司还没有揽收记录</div>
        )}
      </div>
    </>
  )
}

const tabs = [
  { key: '', label: '全部' },
  { key: 'open', label: '待处理' },
  { key: 'handling', label: '处理中' },
  { key: 'closed', label: '已处理' },
]

/** AD-265. */
export const ExceptionsPage = () => (
  <ResourcePage
    resource={exceptions}
    path="/exceptions"
    tabs={<StateTabs name="state" tabs={tabs} />}
  />
)
