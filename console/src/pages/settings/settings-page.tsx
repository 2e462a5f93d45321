import { ProForm } from '@ant-design/pro-components'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { stockMethodLabels, stockMethods } from '@xietong/domain/orders/stock-method'
import { getSettings, updateSettings } from '@xietong/domain/settings/contract'
import { Button, Form } from 'antd'
import { useMay, useRead } from '../../api/hooks'
import { Page } from '../../look/page'
import { Loaded } from '../../look/page-states'
import { type Field, form } from '../../resource/declare'
import { RefusalAlert } from '../../resource/form-drawer'
import { FormFields } from '../../resource/form-fields'
import { ConflictPanel } from '../../resource/stale-edit'
import { useFormSpec } from '../../resource/use-form-spec'

type Stored = OutputOf<typeof getSettings>

const stockWays = [
  { value: 'number', label: '显示数量' },
  { value: 'hint', label: '只提示紧张' },
  { value: 'hidden', label: '不显示' },
]

const noStockWays = [
  { value: 'refund', label: '自动全额退款' },
  { value: 'wait', label: '转备货等待' },
]

interface Group {
  readonly title: string
  readonly note: string
  readonly fields: readonly Field[]
}

const groups: readonly Group[] = [
  {
    title: '交易时限',
    note: '对之后的订单生效',
    fields: [
      { name: 'settings.unpaidCloseMinutes', help: '5 分钟到 72 小时' },
      { name: 'settings.autoReceiptDays', help: '1 到 30 天，从最后一个包裹发出算起' },
      { name: 'settings.afterSaleDays', help: '过了售后期，渠道收益入账' },
    ],
  },
  {
    title: '订单处理',
    note: '',
    fields: [
      { name: 'settings.eCardReview', help: '打开后，电子卡订单付款后先由人审核再发卡' },
      {
        name: 'settings.stockDeduction',
        options: stockMethods.map((value) => ({ value, label: stockMethodLabels[value] })),
        help: '只对之后的新订单生效；下单减库存在关闭时释放，支付减库存在付款时才扣',
      },
      {
        name: 'settings.noStockAtPayment',
        options: noStockWays,
        help: '付款时库存已被别人买走时怎么办',
        when: ({ settings }) =>
          (settings as { stockDeduction?: string } | undefined)?.stockDeduction === 'at-payment',
      },
      { name: 'settings.splitShipping', help: '关闭后，一张发货单必须一次发完' },
      { name: 'settings.pickUpDailyCapacity' },
      { name: 'settings.pickUpCutOff', help: '之后的提货申请按第二天算，24:00 为不截单' },
      { name: 'settings.pickUpLeadDays', help: '有提货季的卡按各自的提前天数' },
    ],
  },
  {
    title: '商城展示',
    note: '',
    fields: [
      { name: 'settings.showSales' },
      { name: 'settings.showStock', options: stockWays },
      { name: 'settings.stockWarnAt', help: '没有单独设置的 SKU 用这个值' },
      { name: 'settings.ownLeadsMax' },
      { name: 'settings.hotline' },
    ],
  },
]

const saving = form(updateSettings, {
  fields: groups.flatMap(({ fields }) => fields),
  submit: '保存设置',
  done: '已保存设置',
})

/** AD-332, AD-333 and the other typed settings; the bounds come from the contract. */
export function SettingsPage() {
  const read = useRead(getSettings, {})
  return (
    <Page title="系统设置" note="每次修改都记入操作日志" reading>
      <Loaded read={read} what="系统设置">
        {(stored) => <SettingsForm stored={stored} />}
      </Loaded>
    </Page>
  )
}

function SettingsForm({ stored }: { readonly stored: Stored }) {
  const [instance] = Form.useForm()
  const { send, isSending, refusal, conflict } = useFormSpec(saving, stored, instance)
  const may = useMay()
  const isReadOnly = !may(updateSettings)
  return (
    <ProForm
      form={instance}
      layout="vertical"
      submitter={false}
      readonly={isReadOnly}
      initialValues={stored}
      omitNil={false}
    >
      {refusal ? <RefusalAlert problem={refusal} /> : null}
      {conflict ? <ConflictPanel spec={saving} form={instance} conflict={conflict} /> : null}
      {groups.map((group) => (
        <section className="card settings-card" key={group.title}>
          <div className="card-head">
            <h2>{group.title}</h2>
            <span className="sub">{group.note}</span>
          </div>
          <div className="settings-fields">
            <FormFields spec={{ ...saving, fields: group.fields }} />
          </div>
        </section>
      ))}
      {isReadOnly ? null : (
        <Button type="primary" loading={isSending} onClick={() => send(() => undefined)}>
          保存设置
        </Button>
      )}
    </ProForm>
  )
}
