import { say } from './dom'

export type Row = Record<string, unknown>

/** A call of the control interface; a refusal is said in words and comes back as null. */
export async function control<T>(path: string, body?: Row): Promise<T | null> {
  try {
    const response = await fetch(path, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const answer = (await response.json()) as Row
    if (answer.ok === true) return (answer.value ?? answer.rows ?? answer) as T
    say(String(answer.message ?? '没有完成'))
    return null
  } catch {
    return null
  }
}

export const act = (peer: string, action: string, body: Row = {}): Promise<Row | null> =>
  control<Row>(`/_control/${peer}/act`, { action, ...body })

export interface ApiAnswer {
  ok: boolean
  value?: Row
  code?: string
  message?: string
}

/** An operation of the product, called like every client does. */
export async function operation(name: string, input: Row, token?: string): Promise<ApiAnswer> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(input),
  })
  return (await response.json()) as ApiAnswer
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const yuan = (fen: unknown): string =>
  (Number(fen) / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })

const SHANGHAI = 8 * 3600_000

/** The parts of an instant on a wall clock in Shanghai. */
export function shanghai(at: string | number): { day: string; time: string; week: string } {
  const date = new Date(new Date(at).getTime() + SHANGHAI)
  const iso = date.toISOString()
  const week = '日一二三四五六'[date.getUTCDay()] ?? ''
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return { day: `${year}/${month}/${day}`, time: iso.slice(11, 16), week: `周${week}` }
}
