import { baseScene, choice, node, number, words } from './base-scene'

const DAY = 24
const dealer = words('dealer', '渠道商')
const card = words('card', '提货卡')
const amount = number('amountOver', '金额不少于（元）')

/** BS-16 to BS-23: cards, dealers, customers. */
export const channelScenes = [
  baseScene([
    'BS-16',
    '提货卡激活异常',
    'H',
    {
      required: [number('quantity', '60分钟激活不少于'), number('times', '不少于均值的倍数')],
      optional: [card, words('tier', '渠道等级'), number('valueOver', '面值不少于（元）')],
    },
    {
      type: '提货卡',
      priority: '紧急',
      title: '激活异常 {object} {count} 张',
      nodes: [node('销售员', '致电渠道商', 2), node('卡务', '放行或注销', 4)],
    },
  ]),
  baseScene([
    'BS-17',
    '已激活未提货',
    'D',
    {
      required: [number('days', '未提不少于（天）'), number('daysLeft', '有效期剩余不多于（天）')],
      optional: [card, dealer, words('via', '激活渠道')],
    },
    {
      type: '提货卡',
      priority: '中',
      title: '已激活未提货 {count} 张',
      nodes: [node('销售员', '通过渠道商提醒', 5 * DAY)],
    },
  ]),
  baseScene([
    'BS-18',
    '卡号库存不足',
    'D',
    {
      required: [number('quantity', '可用卡号不多于')],
      optional: [card, choice('kind', '类型', ['实体卡', '电子卡'])],
    },
    {
      type: '提货卡',
      priority: '高',
      title: '卡号库存不足 {object}',
      nodes: [node('卡务', '导入或订制卡号', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-19',
    '经销商额度欠款逾期',
    'D',
    { required: [number('days', '逾期不少于（天）')], optional: [dealer, amount] },
    {
      type: '渠道',
      priority: '高',
      title: '额度欠款逾期 {object} {amount}',
      nodes: [node('销售员', '催收', 3 * DAY), node('财务', '入账或限制额度', DAY)],
    },
  ]),
  baseScene([
    'BS-20',
    '储值/额度余额不足',
    'H',
    {
      required: [
        number('amountUnder', '储值与可用额度合计低于（元）'),
        number('days', '不足日均用量的天数'),
      ],
      optional: [dealer],
    },
    {
      type: '渠道',
      priority: '中',
      title: '储值/额度不足 {object}',
      nodes: [node('销售员', '安排充值', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-21',
    '提现/结算待处理',
    'D',
    {
      required: [number('hours', '等待不少于（小时）')],
      optional: [choice('kind', '类型', ['提现', '结算']), amount],
    },
    {
      type: '财务',
      priority: '高',
      title: '待处理提现/结算 {count} 笔',
      nodes: [node('财务专员', '付款或拒绝', DAY)],
    },
  ]),
  baseScene([
    'BS-22',
    '潜客未跟进',
    'D',
    {
      required: [number('days', '未跟进不少于（天）')],
      optional: [
        words('source', '来源'),
        words('stage', '阶段'),
        choice('marked', '重点客户', ['是', '否']),
        words('owner', '负责人'),
        words('department', '部门'),
      ],
    },
    {
      type: '客户',
      priority: '中',
      title: '潜客{days}天未跟进 {count} 个',
      nodes: [node('潜客负责人', '跟进', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-23',
    '客户未产生销售',
    'D',
    {
      required: [number('days', '未成交不少于（天）')],
      optional: [words('tier', '渠道等级'), words('kind', '类型'), words('owner', '销售员')],
    },
    {
      type: '客户',
      priority: '中',
      title: '客户{days}天未成交 {count} 个',
      nodes: [node('销售员', '拜访或致电', 5 * DAY)],
    },
  ]),
] as const
