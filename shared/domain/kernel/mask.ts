/** 13812342207 → 138****2207. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** 林晓月 → 林**. */
export function maskName(name: string): string {
  const [first = ''] = Array.from(name)
  return `${first}**`
}
