import { MINUTE_MS } from '../kernel/time'

/** IN-087: the aggregator locks a number that is asked for more often. */
export const QUERY_GAP_MS = 30 * MINUTE_MS

export type QueryOutcome = 'fresh' | 'unchanged' | 'asked-lately' | 'failed'

const words: Readonly<Record<QueryOutcome, string>> = {
  fresh: '已更新为最新物流信息',
  unchanged: '已查询，暂时没有新的物流信息',
  'asked-lately': '30 分钟内已查询过，显示的是最近一次的物流信息',
  failed: '物流公司暂时没有应答，显示的是最近一次的物流信息',
}

/** What a reader is told about the route that is shown. */
export const queryWords = (outcome: QueryOutcome): string => words[outcome]
