import { baseScene, choice, node, number, words } from './base-scene'

const DAY = 24

/** BS-24 to BS-29: stores, finance, service, interfaces. */
export const operationScenes = [
  baseScene([
    'BS-24',
    '店铺监控',
    'H',
    {
      required: [
        words('stores', '店铺'),
        choice('range', '统计范围', ['本小时', '今日', '24 小时', '7 天']),
        choice('metric', '指标', ['销售额', '售后率', '退款金额', '广告花费', 'ACOS', 'ROAS']),
        number('limit', '上限'),
      ],
      optional: [number('percent', '较上周变化（±%）')],
    },
    {
      type: '店铺',
      priority: '高',
      title: '店铺异常 {object} {metric}',
      nodes: [node('店铺负责人', '说明原因并处理', 4), node('运营主管', '复核', DAY)],
    },
  ]),
  baseScene([
    'BS-25',
    '应收应付到期',
    'D',
    {
      required: [number('days', '距到期不多于（天）')],
      optional: [
        words('counterpart', '往来单位'),
        choice('kind', '类型', ['应收', '应付']),
        number('amountOver', '金额不少于（元）'),
      ],
    },
    {
      type: '财务',
      priority: '中',
      title: '应收应付到期 {count} 笔',
      nodes: [node('财务专员', '收款、付款或延期', 2 * DAY)],
    },
  ]),
  baseScene([
    'BS-26',
    '开票申请超时',
    'D',
    {
      required: [number('hours', '等待不少于（小时）')],
      optional: [words('store', '店铺'), words('kind', '发票类型')],
    },
    {
      type: '财务',
      priority: '中',
      title: '开票超时 {count} 笔',
      nodes: [node('开票员', '开具或更正', DAY)],
    },
  ]),
  baseScene([
    'BS-27',
    '呼叫放弃率过高',
    'H',
    {
      required: [number('percent', '放弃率不少于（%）'), number('atLeast', '呼入不少于')],
      optional: [words('queue', '队列')],
    },
    {
      type: '客服',
      priority: '紧急',
      title: '放弃率过高 {object} {rate}',
      nodes: [node('队列组长', '增加坐席或设置溢出', 1)],
    },
  ]),
  baseScene([
    'BS-28',
    '工单积压',
    'H',
    {
      required: [number('open', '未结不少于'), number('breached', '超时不少于')],
      optional: [words('group', '工单组'), words('kind', '类型'), words('priority', '优先级')],
    },
    {
      type: '客服',
      priority: '高',
      title: '工单积压 {object} {count} 单',
      nodes: [node('组长', '重新分配', 4)],
    },
  ]),
  baseScene([
    'BS-29',
    '接口同步失败',
    'H',
    { required: [number('failures', '失败不少于')], optional: [words('connector', '连接器')] },
    {
      type: '系统',
      priority: '高',
      title: '接口失败 {object} {count} 次',
      nodes: [node('IT', '修复并重放', 4)],
    },
  ]),
] as const
