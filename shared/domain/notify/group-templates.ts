/** What an event tells outside the clients: a group of colleagues, or a mailbox of the company. */
export interface GroupTemplate {
  /** Markdown for the group robot. */
  readonly robot?: string
  readonly email?: { readonly subject: string; readonly text: string }
}

/** 85-notifications "Event catalogue" (G, E); names and addresses arrive masked (NT-063). */
export const groupTemplates: Readonly<Record<string, GroupTemplate>> = {
  /** NT-018. */
  'order.paid': {
    robot:
      '订单号:{order_id} ｜ 客户:{customer} ｜ 商品:{items} ｜ 数量:{qty} ｜ 总价:{amount} ｜ ' +
      '发货地址:{address} ｜ 预计发货:{ship_time}',
  },
  /** AD-267, NT-068. */
  'order.short': {
    robot: '缺货待处理 ｜ {count} 笔已付款订单 ｜ {orders} ｜ {reason}',
  },
  'peers.alarm': {
    email: {
      subject: '接口告警 {peer}',
      text: '{at}\n{peer} {kind}\n{text}\n\n请在管理台「接口」中查看。',
    },
  },
}

/** Limits of WeCom in bytes of UTF-8 (85-notifications "Limits used"). */
export const MARKDOWN_BYTES = 4_096
export const TEXT_BYTES = 2_048

const bytesOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) {
    return 1
  }
  if (code < 0x800) {
    return 2
  }
  return code < 0x1_0000 ? 3 : 4
}

/** Cuts a text to so many bytes of UTF-8 (at least 3), with a mark that something was left out. */
export function cutBytes(text: string, max: number): string {
  const mark = '…'
  const sizes = Array.from(text, bytesOf)
  if (sizes.reduce((sum, size) => sum + size, 0) <= max) {
    return text
  }
  let used = bytesOf(mark)
  const fitting = sizes.findIndex((size) => {
    used += size
    return used > max
  })
  return `${Array.from(text).slice(0, fitting).join('')}${mark}`
}

/**
 * NT-009: a robot takes 20 messages in any minute. Five at once and then one every four seconds
 * stay below it.
 */
export const ROBOT_GAP_MS = 4_000
export const ROBOT_BURST = 5
