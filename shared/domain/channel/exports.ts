import {
  asInstant,
  asNumber,
  asPercent,
  asPhone,
  asText,
  asWords,
  asYesNo,
  asYuan,
  type ExportSpec,
} from '../kernel/export'
import { dealerStateLabels, kindLabels, tierLabels } from './tree'

/** The list 渠道商 as a workbook (AD-007). */
export const dealerExport: ExportSpec = {
  right: 'dealers.export',
  columns: [
    asText('no', '编号'),
    asText('name', '名称'),
    asWords('tier', '等级', tierLabels),
    asWords('kind', '类型', kindLabels),
    asText('parentName', '上级'),
    asText('contact', '联系人'),
    asPhone('phone', '手机号'),
    asText('province', '省'),
    asText('city', '市'),
    asText('district', '区县'),
    asPercent('discount', '折扣（%）'),
    asYesNo('sellsOffline', '线下经销'),
    asYesNo('earnsOnline', '线上分销'),
    asYuan('storedValueFen', '储值余额（元）'),
    asYuan('availableCreditFen', '可用额度（元）'),
    asNumber('childCount', '下级数'),
    asNumber('memberCount', '会员数'),
    asText('salespersonName', '销售员'),
    asWords('state', '状态', dealerStateLabels),
    asInstant('createdAt', '创建时间'),
  ],
}
