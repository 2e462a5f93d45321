import { listCarrierSettings, updateCarrier } from '@xietong/domain/fulfilment/carrier-contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Mark } from '../../look/status-tag'
import { amount, twoLines, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { ResourcePage } from '../../resource/resource-page'

type Row = OutputOf<typeof listCarrierSettings>['rows'][number]

const isMapped = (row: Row) => row.kuaidi !== '' && row.wechat !== ''

const account = (row: Row) =>
  row.accountNo || row.hasKey
    ? [row.accountNo || '未填账号', row.hasKey ? '密钥已设置' : '未填密钥'].join(' · ')
    : '未设置'

const carriers = resource(listCarrierSettings, {
  title: '物流公司',
  unit: '家',
  note: '停用后不再出现在发货里，已发出的包裹不受影响',
  columns: [
    twoLines('name', (row) => [row.name, row.id], { title: '物流公司', width: 160 }),
    {
      key: 'enabled',
      title: '发货时可选',
      width: 112,
      show: (row) =>
        row.enabled ? (
          <Mark tone="done">可选</Mark>
        ) : (
          <Mark tone="ended">{isMapped(row) ? '已停用' : '缺编码'}</Mark>
        ),
    },
    amount('sort', { title: '排序', width: 72 }),
    words('kuaidi', { title: '快递100编码', width: 150 }, (row) => row.kuaidi || '—'),
    words('wechat', { title: '微信编码', width: 100 }, (row) => row.wechat || '—'),
    words('accountNo', { title: '电子面单账号' }, account),
    words('accountBranch', { title: '网点', width: 120 }, (row) => row.accountBranch || '—'),
  ],
  actions: [
    action(updateCarrier, {
      label: '设置',
      form: form(updateCarrier, {
        columns: 2,
        fields: [
          'enabled',
          { name: 'sort', help: '小的排在前面' },
          { name: 'kuaidi', placeholder: 'shunfeng' },
          { name: 'wechat', placeholder: 'SF' },
          { name: 'accountNo', help: '留空表示不修改' },
          { name: 'accountKey', as: 'password', help: '加密保存，不再显示；留空表示不修改' },
          'accountBranch',
          'clearAccount',
        ],
        initial: ({ id: _, accountNo: __, ...row }: Row) => ({ ...row, clearAccount: false }),
        note: (row: Row) => `${row.name}：现在的面单账号 ${account(row)}`,
        toInput: (values, row: Row) => ({
          code: row.id,
          version: row.version,
          enabled: values.enabled as boolean,
        }),
        at: { CARRIER_UNMAPPED: 'enabled' },
        submit: '保存',
        done: '已保存，下一次发货起生效',
      }),
    }),
  ],
})

/** AD-337. */
export const CarriersPage = () => <ResourcePage resource={carriers} path="/carriers" />
