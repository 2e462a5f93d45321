/** CO-072. */
export const frequencyWords = {
  daily: { label: '1 次/天', when: '每天 01:00' },
  hourly: { label: '1 次/小时', when: '每小时第 5 分' },
} as const
