const MONTHS_SHOWN = 18

/** The months that can be chosen, newest first; `today` is a day in Beijing. */
export function monthOptions(today: string): { key: string; label: string }[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const months = Array.from({ length: MONTHS_SHOWN }, (_, back) => {
    const count = year * 12 + (month - 1) - back
    const key = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
    return { key, label: `${Math.floor(count / 12)} 年 ${(count % 12) + 1} 月` }
  })
  return [{ key: 'all', label: '全部月份' }, ...months]
}
