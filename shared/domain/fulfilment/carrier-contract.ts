import { command, query } from '../kernel/operation'
import { count, flag, list, object, optionalText, text, z } from '../kernel/schema'

const kuaidi = z
  .string()
  .max(30)
  .regex(/^[a-z0-9]*$/, '快递100编码是小写字母和数字，例如 shunfeng')
const wechat = z
  .string()
  .max(30)
  .regex(/^[A-Za-z0-9_-]*$/, '微信编码是字母和数字，例如 SF')

/** AD-337: every carrier with its codes; account data only masked. */
export const listCarrierSettings = query('fulfilment.listCarrierSettings', {
  title: '物流公司设置',
  may: { console: 'settings.read' },
  input: {},
  output: object({
    rows: list(
      object({
        /** Its code. */
        id: text(30),
        name: text(30),
        enabled: flag,
        sort: count(9_999),
        kuaidi,
        wechat,
        trackingPattern: text(100),
        /** `****8912`; empty = none. */
        accountNo: optionalText(60),
        hasKey: flag,
        accountBranch: optionalText(60),
        version: count(1e6),
      }),
      100,
    ),
  }),
  refusals: [],
})
/** An empty account number or key keeps the stored one; `clearAccount` takes all of it away. */
export const updateCarrier = command('fulfilment.updateCarrier', {
  title: '设置物流公司',
  may: { console: 'settings.edit' },
  input: {
    code: text(30),
    enabled: flag.meta({ title: '发货时可选' }),
    sort: count(9_999).meta({ title: '排序' }),
    kuaidi: kuaidi.meta({ title: '快递100编码' }),
    wechat: wechat.meta({ title: '微信物流编码' }),
    accountNo: optionalText(60).meta({ title: '电子面单账号' }),
    accountKey: optionalText(100).meta({ title: '电子面单密钥' }),
    accountBranch: optionalText(60).meta({ title: '电子面单网点' }),
    clearAccount: flag.default(false).meta({ title: '清除面单账号' }),
    version: count(1e6),
  },
  output: object({ version: count(1e6) }),
  refusals: ['CARRIER_UNMAPPED', 'VERSION_CONFLICT'],
})
