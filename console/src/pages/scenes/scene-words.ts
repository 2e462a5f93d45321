/** CO-072. */
export const frequencyWords = {
  daily: { label: '1 次/天', when: '每天 01:00' },
  hourly: { label: '1 次/小时', when: '每小时第 5 分' },
} as const

/** CO-065. */
export const timingKinds = [
  { kind: 'default', label: '默认通知时间（08:00）' },
  { kind: 'instant', label: '即时通知（每小时统计的场景）' },
  { kind: 'day', label: '按天' },
  { kind: 'week', label: '按周' },
  { kind: 'month', label: '按月' },
] as const

export const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

interface Timing {
  readonly kind: (typeof timingKinds)[number]['kind']
  readonly times: readonly string[]
  readonly days: readonly number[]
}

/** When a scene tells: `每周一、周四 10:00`. */
export function timingWords({ kind, times, days }: Timing): string {
  const at = times.join('、')
  switch (kind) {
    case 'default':
      return '每天 08:00'
    case 'instant':
      return '即时'
    case 'day':
      return `每天 ${at}`
    case 'week':
      return `每${days.map((day) => weekdayNames[day - 1]).join('、')} ${at}`
    case 'month':
      return `每月${days.map((day) => (day === 0 ? '最后一天' : `${day} 日`)).join('、')} ${at}`
  }
}

export const durationWords = (hours: number) =>
  hours % 24 === 0 ? `${hours / 24} 天` : `${hours} 小时`
